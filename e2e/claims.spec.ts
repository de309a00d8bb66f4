import { readFile } from 'node:fs/promises';
import { HARBOUR } from './articles';
import { expect, expectAccessible, test } from './fixtures';
import { ReaderPage } from './reader';

const FEES = 'Fees for cargo ships at the Brindle docks will rise by 12 percent in May';
const TARIFF = 'We have not touched the tariff since 2016';
const LATER = {
  ...HARBOUR,
  id: 'fees-again',
  title: 'Port fees climb',
  publisher: 'The Brindle Mail',
  published_at: '2024-04-06T06:00:00Z',
  url: 'https://mail.example/port-fees',
  text: 'From May, port fees in Brindle climb by 12 percent.',
};

test('a claim across articles: wordings, evidence, verdicts, ClaimReview', async ({
  world,
  openDesk,
}) => {
  await world.load([HARBOUR, LATER]);
  const { page } = await openDesk('ana');
  const base = `/projects/${world.projectId}`;
  await page.goto(`${base}/claims`);
  await expect(page.getByText('No claims here')).toBeVisible();
  await world.mark('ana', HARBOUR, 'claim', FEES);
  await world.mark('ana', LATER, 'claim', 'port fees in Brindle climb by 12 percent');
  const proof = await world.mark('ana', HARBOUR, 'evidence', TARIFF);

  await page.goto(`${base}/claims`);
  await expectAccessible(page);
  await page.getByRole('link', { name: FEES, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: FEES })).toBeVisible();
  await page.getByRole('button', { name: 'Put into the register' }).click();
  await expect(page.getByText('Edit the entry')).toBeVisible();

  // The other article's wording is one more of the same claim.
  await page.goto(`${base}/claims`);
  await page
    .getByRole('link', { name: 'port fees in Brindle climb by 12 percent', exact: true })
    .click();
  await page.getByLabel('Or it is a wording of').selectOption(FEES);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { name: '2 assertions' })).toBeVisible();

  // The address of a passage, as its link gives it.
  const passage = await page
    .getByRole('link', { name: 'port fees in Brindle climb by 12 percent' })
    .getAttribute('href');
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByLabel('It', { exact: true }).selectOption('Refutes');
  await page.getByLabel('Where it is').fill('the register');
  await page.getByRole('button', { name: 'Save the evidence' }).click();
  await expect(page.getByText('Give a web address')).toBeVisible();
  await page
    .getByLabel('Where it is')
    .fill(
      `${new URL(page.url()).origin}${passage}`.replace(/annotation=.*/, `annotation=${proof}`),
    );
  await page.getByRole('button', { name: 'Save the evidence' }).click();
  await expect(page.getByRole('link', { name: new RegExp(TARIFF) })).toBeVisible();
  await page.getByRole('button', { name: 'Add evidence' }).click();
  await page.getByLabel('Where it is').fill('https://register.example/tariffs');
  await page.getByLabel('Title').fill('Register of tariffs');
  await page.getByRole('button', { name: 'Save the evidence' }).click();
  await expect(page.getByRole('link', { name: 'Register of tariffs' })).toBeVisible();

  await page.getByRole('button', { name: 'Give a verdict' }).click();
  await page.getByLabel('Verdict in words').fill('Mostly true');
  await page.getByLabel('Value').fill('4');
  await page.getByLabel('Explanation').fill('The council has voted for 11.8 percent.');
  await page.getByRole('button', { name: 'Save the verdict' }).click();
  await expect(page.getByText('4 from 1 to 5')).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'ClaimReview' }).click();
  const review = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(review).toMatchObject({
    '@type': 'ClaimReview',
    claimReviewed: FEES,
    reviewRating: { alternateName: 'Mostly true', ratingValue: 4 },
    itemReviewed: { firstAppearance: { url: HARBOUR.url } },
  });
  expect(review.itemReviewed.appearance).toHaveLength(2);

  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('No verdict yet.')).toBeVisible();
  await page.getByText('Earlier verdicts').click();
  await expect(page.getByText('Mostly true')).toBeVisible();
  await page.getByText('Edit the entry').click();
  await page.getByRole('checkbox', { name: /port fees in Brindle/ }).check();
  await page.getByRole('button', { name: 'This wording says something else' }).click();
  await expect(page.getByRole('heading', { name: '1 assertion', exact: true })).toBeVisible();
  await page.getByLabel('This claim').selectOption('is updated by');
  await page.getByLabel('Other claim', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const other = page.getByRole('link', { name: 'port fees in Brindle climb by 12 percent' });
  await expect(other).toBeVisible();
  await page
    .getByRole('link', { name: new RegExp(FEES) })
    .last()
    .click();
  await new ReaderPage(page).ready();
});
