/** A form's text, null when empty. */
export function textOf(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A form's whole number, null when it holds none. */
export function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name);
  return text === null ? null : Number(text);
}

/** Those of a form's checkboxes that are checked. */
export function checkedOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}
