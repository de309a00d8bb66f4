import type { en } from './en';
import account from './fr/account.json';
import actors from './fr/actors.json';
import adjudication from './fr/adjudication.json';
import agreement from './fr/agreement.json';
import api from './fr/api.json';
import articles from './fr/articles.json';
import assignments from './fr/assignments.json';
import attribution from './fr/attribution.json';
import claims from './fr/claims.json';
import codebook from './fr/codebook.json';
import dashboard from './fr/dashboard.json';
import feeds from './fr/feeds.json';
import history from './fr/history.json';
import imports from './fr/imports.json';
import members from './fr/members.json';
import past from './fr/past.json';
import presence from './fr/presence.json';
import prov from './fr/prov.json';
import reader from './fr/reader.json';
import register from './fr/register.json';
import relations from './fr/relations.json';
import releases from './fr/releases.json';
import reports from './fr/reports.json';
import review from './fr/review.json';
import search from './fr/search.json';
import shell from './fr/shell.json';
import suggestions from './fr/suggestions.json';
import training from './fr/training.json';
import ui from './fr/ui.json';
import versions from './fr/versions.json';
import wirecopy from './fr/wirecopy.json';

/** The French messages; a missing key is an error of types, one too many a failing test. */
export const fr = {
  account,
  actors,
  wirecopy,
  adjudication,
  agreement,
  api,
  articles,
  assignments,
  attribution,
  claims,
  codebook,
  dashboard,
  feeds,
  history,
  imports,
  members,
  past,
  presence,
  prov,
  reader,
  register,
  relations,
  releases,
  reports,
  review,
  search,
  shell,
  suggestions,
  training,
  ui,
  versions,
} satisfies typeof en;
