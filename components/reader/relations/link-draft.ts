import type { AnnotationDto } from '@/lib/annotations/schema';
import type { Translate } from '@/lib/i18n/translate';
import type { ReaderModel } from '../model/reader-model';
import { type LinkOption, linkOptions } from './link-options';

/** All links that may start or end at an annotation. */
export function optionsFor(model: ReaderModel, head: AnnotationDto): LinkOption[] {
  return linkOptions(model.codebook.document.relationTypes, head.codeKey);
}

/**
 * Begins a link at the active annotation. With one thing that it could say, that is chosen at once.
 * False where none can begin: it is not the person's, or the codebook has no link for its code.
 */
export function startLink(model: ReaderModel, t: Translate<'relations'>): boolean {
  const head = model.activeHead();
  if (!head || !model.isEditable(head)) return false;
  const options = optionsFor(model, head);
  const [only] = options;
  if (!only) {
    const code = model.codebook.nameOf(head.codeKey);
    model.announce(t('noneForCode', { code }));
    return false;
  }
  model.preview.set(null);
  model.link.set({ fromId: head.id, option: options.length === 1 ? only : null, targetId: null });
  return true;
}

/** One's own annotations of this article that the other end may be, in text order. */
export function candidatesOf(
  model: ReaderModel,
  option: LinkOption,
  fromId: string,
): AnnotationDto[] {
  return model.store.order.all.flatMap(({ id }) => {
    const head = model.store.get(id);
    const fits =
      head !== undefined &&
      id !== fromId &&
      head.coderId === model.data.me.id &&
      option.others.includes(head.codeKey);
    return fits ? head : [];
  });
}

/** Why an annotation of this article cannot be the other end; null when it can. */
export function refusalOf(
  model: ReaderModel,
  t: Translate<'relations'>,
  from: AnnotationDto,
  option: LinkOption | null,
  target: AnnotationDto,
): string | null {
  if (target.id === from.id) return t('refused.itself');
  if (target.coderId !== model.data.me.id) {
    return t('refused.colleague', { name: target.coderName });
  }
  const options = option ? [option] : optionsFor(model, from);
  if (options.some(({ others }) => others.includes(target.codeKey))) return null;
  const to = model.codebook.nameOf(target.codeKey);
  return option
    ? t('refused.type', { type: model.codebook.say(option.type.name), code: to })
    : t('refused.codes', { from: model.codebook.nameOf(from.codeKey), to });
}
