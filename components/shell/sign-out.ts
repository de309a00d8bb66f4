'use client';

import { signOut } from 'next-auth/react';

/** Ends this browser's session and shows the sign-in page. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false });
  // A full load, so that nothing of the session stays in memory.
  window.location.assign('/sign-in');
}
