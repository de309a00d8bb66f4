'use client';

import { useEffect, useRef } from 'react';

/** Inside a form: sends it as soon as one of its selects is changed. Renders nothing visible. */
export function SubmitOnChange() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = here.current?.closest('form');
    const onChange = (event: Event) => {
      if (event.target instanceof HTMLSelectElement) form?.requestSubmit();
    };
    form?.addEventListener('change', onChange);
    return () => form?.removeEventListener('change', onChange);
  }, []);
  return <span ref={here} hidden />;
}
