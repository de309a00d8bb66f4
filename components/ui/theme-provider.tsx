'use client';

import { ThemeProvider as NextThemes } from 'next-themes';
import type { ReactNode } from 'react';

declare global {
  interface Window {
    // Read by the scroll lock under every dialog (get-nonce) for the style element it adds.
    __webpack_nonce__?: string;
  }
}

/** Light, dark or the system's theme as `data-theme` on <html>, under a nonce policy. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  // The first one stays: a refresh brings a newer nonce, but the document keeps its own policy.
  if (typeof window !== 'undefined' && nonce) window.__webpack_nonce__ ??= nonce;
  return (
    <NextThemes
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange={false}
      enableColorScheme={false}
      nonce={nonce}
      storageKey="theme"
    >
      {children}
    </NextThemes>
  );
}
