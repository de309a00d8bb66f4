import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  const t = useTranslations('shell');
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-6 py-24 text-center">
      <p className="text-muted-foreground text-sm">404</p>
      <h1 className="font-semibold font-serif text-2xl">{t('nothingHere')}</h1>
      <p className="text-muted-foreground text-sm">{t('wrongAddress')}</p>
      <Button asChild className="mt-2">
        <Link href="/">{t('toYourProjects')}</Link>
      </Button>
    </div>
  );
}
