import account from './en/account.json';
import actors from './en/actors.json';
import adjudication from './en/adjudication.json';
import agreement from './en/agreement.json';
import api from './en/api.json';
import articles from './en/articles.json';
import assignments from './en/assignments.json';
import attribution from './en/attribution.json';
import claims from './en/claims.json';
import codebook from './en/codebook.json';
import dashboard from './en/dashboard.json';
import feeds from './en/feeds.json';
import history from './en/history.json';
import imports from './en/imports.json';
import members from './en/members.json';
import past from './en/past.json';
import presence from './en/presence.json';
import prov from './en/prov.json';
import reader from './en/reader.json';
import register from './en/register.json';
import relations from './en/relations.json';
import releases from './en/releases.json';
import reports from './en/reports.json';
import review from './en/review.json';
import search from './en/search.json';
import shell from './en/shell.json';
import suggestions from './en/suggestions.json';
import training from './en/training.json';
import ui from './en/ui.json';
import versions from './en/versions.json';
import wirecopy from './en/wirecopy.json';

/** The English messages: they say which keys there are. One file for each area of the interface. */
export const en = {
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
};
