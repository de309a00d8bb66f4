/** What a door said to someone. `open`: it let them in, whatever became of their wish. */
export type Outcome = 'open' | 'forbidden' | 'no such project' | 'signed out';

const NO_PROJECT = /not a member of it|no such project/i;

/** Runs a call through a door and says whether the lock held. Unexpected throws pass through. */
export async function outcomeOf(call: () => unknown): Promise<Outcome> {
  try {
    return await read(await call());
  } catch (thrown) {
    return readThrown(thrown);
  }
}

async function read(answer: unknown): Promise<Outcome> {
  if (answer instanceof Response) {
    if (answer.status === 401) return 'signed out';
    if (answer.status === 403) return 'forbidden';
    // Members too get a 404, for a thing in the project that is not there.
    return answer.status === 404 && NO_PROJECT.test(await answer.text())
      ? 'no such project'
      : 'open';
  }
  if (!isFailure(answer)) return 'open';
  const { code, userMessage } = answer.error;
  if (code === 'not_signed_in') return 'signed out';
  if (code === 'forbidden') return 'forbidden';
  return code === 'not_found' && NO_PROJECT.test(userMessage) ? 'no such project' : 'open';
}

/** Next's redirect() and notFound() throw; their digest says which. */
function readThrown(thrown: unknown): Outcome {
  const digest =
    typeof thrown === 'object' && thrown !== null && 'digest' in thrown
      ? String(thrown.digest)
      : null;
  if (digest === null) throw thrown;
  if (digest.startsWith('NEXT_REDIRECT')) {
    return /;\/sign-in([?;]|$)/.test(digest) ? 'signed out' : 'open';
  }
  if (digest.includes('404')) return 'no such project';
  if (digest.includes('403')) return 'forbidden';
  throw thrown;
}

interface Failure {
  readonly ok: false;
  readonly error: { readonly code: string; readonly userMessage: string };
}

function isFailure(answer: unknown): answer is Failure {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'ok' in answer &&
    answer.ok === false &&
    'error' in answer
  );
}
