import { expect, signIn, test } from './fixtures';

const REFUSED = 'The e-mail address or the password is not right.';

test('a wrong password and an unknown address get the same words; the right one leads back', async ({
  page,
  context,
  world,
}) => {
  const members = `/projects/${world.projectId}/members`;
  await page.goto(members);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const form = page.getByRole('main');
  for (const email of [world.people.ana.email, 'nobody@desk.example']) {
    await form.getByLabel('E-mail').fill(email);
    await form.getByLabel('Password', { exact: true }).fill('not the password');
    const answer = page.waitForResponse('**/api/auth/callback/credentials');
    await form.getByRole('button', { name: 'Sign in' }).click();
    expect((await answer).status()).toBe(401);
    await expect(form.getByRole('alert')).toHaveText(REFUSED);
    await expect(form.getByRole('alert')).toBeFocused();
  }
  const session = async () =>
    (await context.cookies()).find((cookie) => cookie.name.endsWith('next-auth.session-token'));
  expect(await session()).toBeUndefined();
  await form.getByLabel('E-mail').fill(world.people.ana.email.toUpperCase());
  await form.getByLabel('Password', { exact: true }).fill(world.password);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(members);
  expect(await session()).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('a role change and a removal hold at once in an open session', async ({ world, openDesk }) => {
  const members = `/projects/${world.projectId}/members`;
  const admin = await openDesk('admin');
  const ana = await openDesk('ana');
  await ana.page.goto(members);
  await expect(ana.page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Invite' })).toHaveCount(0);

  await admin.page.goto(members);
  const role = admin.page.getByLabel(`Role of ${world.people.ana.name}`);
  await role.selectOption('admin');
  await expect(
    admin.page.getByText(`${world.people.ana.name} is now admin.`).first(),
  ).toBeVisible();
  await ana.page.reload();
  await expect(ana.page.getByRole('button', { name: 'Invite' })).toBeVisible();

  await admin.page.getByRole('button', { name: `More for ${world.people.ana.name}` }).click();
  await admin.page.getByRole('menuitem', { name: 'Remove from the project' }).click();
  await admin.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(admin.page.getByText(`${world.people.ana.name} was removed.`).first()).toBeVisible();
  // Not by page: the answer's 404 would stand in the watched console.
  const answer = await ana.context.request.get(members);
  expect(answer.status()).toBe(404);
});

test('a link invites once and can be withdrawn', async ({ world, openDesk, browser }) => {
  const { page } = await openDesk('admin');
  await page.goto(`/projects/${world.projectId}/members`);
  const invite = async (email: string) => {
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Create the link' }).click();
    const link = await page.getByLabel('Invitation link').inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    return link;
  };
  const link = await invite(`nora-${world.slug}@desk.example`);
  const withdrawn = await invite(`wim-${world.slug}@desk.example`);
  await page
    .getByRole('button', { name: `Withdraw the invitation of wim-${world.slug}@desk.example` })
    .click();
  await expect(page.getByText('The invitation was withdrawn.').first()).toBeVisible();

  const guest = await browser.newContext();
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByLabel('Your name').fill('Nora New');
  await theirs.getByLabel('Choose a password').fill(world.password);
  await theirs.getByRole('button', { name: 'Join the project' }).click();
  await expect(theirs).toHaveURL(`/projects/${world.projectId}/articles`);
  for (const gone of [link, withdrawn]) {
    await theirs.goto(gone);
    await expect(theirs.getByText('This invitation is not valid any more')).toBeVisible();
  }
  await guest.close();
});

test('an admin hands a colleague who forgot the password a link that works once', async ({
  world,
  openDesk,
  browser,
}) => {
  const { page } = await openDesk('admin');
  const ana = await openDesk('ana');
  await page.goto(`/projects/${world.projectId}/members`);
  await page.getByRole('button', { name: `More for ${world.people.ana.name}` }).click();
  await page.getByRole('menuitem', { name: 'Link for a new password' }).click();
  const dialog = page.getByRole('dialog');
  const link = await dialog.getByLabel('Link for a new password').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const guest = await browser.newContext();
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByLabel('New password').fill(`${world.password} again`);
  await theirs.getByRole('button', { name: 'Save and sign in' }).click();
  await expect(theirs).not.toHaveURL(/new-password/);
  expect((await guest.request.get('/account', { maxRedirects: 0 })).status()).toBe(200);
  // Whoever sat at the old session is out, and the link is used.
  const old = await ana.context.request.get('/account', { maxRedirects: 0 });
  expect(old.status()).toBe(307);
  await theirs.goto(link);
  await expect(theirs.getByText('This link is not valid any more')).toBeVisible();
  await guest.close();
});

test('a new password and signing out everywhere end other sessions', async ({
  world,
  openDesk,
  browser,
}) => {
  const here = await openDesk('ana');
  const there = await browser.newContext();
  await signIn(await there.newPage(), world.people.ana.email, world.password);
  const signedIn = async () => (await there.request.get('/account', { maxRedirects: 0 })).status();
  expect(await signedIn()).toBe(200);

  const next = `${world.password} anew`;
  await here.page.goto('/account');
  await here.page.getByLabel('Present password').fill(world.password);
  await here.page.getByLabel('New password').fill(next);
  await here.page.getByRole('button', { name: 'Change the password' }).click();
  await expect(here.page.getByText('The password was changed.').first()).toBeVisible();
  expect(await signedIn()).toBe(307);
  await here.page.reload();
  await expect(here.page.getByRole('heading', { name: 'Account' })).toBeVisible();

  await signIn(await there.newPage(), world.people.ana.email, next);
  expect(await signedIn()).toBe(200);
  await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(here.page).toHaveURL('/sign-in');
  expect(await signedIn()).toBe(307);
  await there.close();
});
