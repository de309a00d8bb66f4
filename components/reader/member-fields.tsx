'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AnnotationDto } from '@/lib/annotations/schema';
import { AttributeFields } from './attribute-fields';
import { MemberEditor } from './attributions/member-editor';
import { SourceAbsence } from './attributions/source-absence';
import { useReader } from './reader-context';

/**
 * An attribution from the inside: what it joins and in which order, each member's own attributes in
 * place, and whether a source is named at all.
 */
export function MemberFields({ head, editable }: { head: AnnotationDto; editable: boolean }) {
  const { editor } = useReader();
  const hasSource = head.members.some(({ role }) => role === 'source');
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <MemberEditor
        head={head}
        editable={editable}
        onChange={(members) => editor.links.setMembers(head, members)}
        details={(member) =>
          member.kind === 'span' ? <MemberDetails member={member} editable={editable} /> : null
        }
      />
      {hasSource ? null : <SourceAbsence head={head} editable={editable} />}
    </div>
  );
}

/** The attributes of one member, folded; what is set already shows in the line. */
function MemberDetails({ member, editable }: { member: AnnotationDto; editable: boolean }) {
  const t = useTranslations('attribution');
  const { model } = useReader();
  const definitions = model.codebook.attributes(member.codeKey);
  const said = definitions.flatMap(({ key, options }) => {
    const value = member.attributes[key];
    if (value === undefined) return [];
    const option = options.find((one) => one.value === value);
    return option ? model.codebook.say(option.name) : String(value);
  });
  if (definitions.length === 0 || (!editable && said.length === 0)) return null;
  return (
    <details className="group ml-16 text-xs">
      <summary className="flex list-none items-center gap-1 rounded text-muted-foreground hover:text-foreground">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        <span className="min-w-0 flex-1 truncate">
          {said.length > 0 ? said.join(' · ') : t('members.attributes')}
        </span>
      </summary>
      <div className="grid gap-2 py-1.5">
        <AttributeFields head={member} editable={editable} />
      </div>
    </details>
  );
}
