'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import type { NewResetLink } from '@/lib/auth/schema';
import { CopyLink } from './copy-link';

interface ResetLinkDialogProps {
  link: NewResetLink | null;
  onClose: () => void;
}

/** Shows the link for a new password, once. */
export function ResetLinkDialog({ link, onClose }: ResetLinkDialogProps) {
  const t = useTranslations('account.newPassword');
  return (
    <Dialog open={link !== null} onOpenChange={(open) => !open && onClose()}>
      {link ? (
        <DialogContent>
          <div className="grid gap-4">
            <DialogHeader>
              <DialogTitle>{t('linkTitle')}</DialogTitle>
              <DialogDescription>{t('linkText', { email: link.email })}</DialogDescription>
            </DialogHeader>
            <CopyLink
              link={`${window.location.origin}/new-password/${link.token}`}
              label={t('link')}
            />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">{t('done')}</Button>
              </DialogClose>
            </DialogFooter>
          </div>
        </DialogContent>
      ) : null}
    </Dialog>
  );
}
