import { Alert } from './alert';
import { Page } from './page';

/** A page that has nothing to show but why. `message` is in the person's language. */
export function FailurePage({ message }: { message: string }) {
  return (
    <Page>
      <Alert tone="danger">{message}</Alert>
    </Page>
  );
}
