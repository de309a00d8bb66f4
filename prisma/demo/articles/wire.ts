import type { DemoArticle } from '../article';

/** A wire story and the lightly edited copy that another outlet made of it. */
export const wireQuay: DemoArticle = {
  id: 'meridian-grain-quay',
  url: 'https://meridian-press.example/2026/10/13/velmar-grain-quay',
  title: 'Velmar shuts grain quay after dust blast injures four',
  lede: 'Harbour authority closes the port’s largest quay; union says the ministry was warned.',
  byline: 'Jonas Reck',
  publisher: 'Meridian Press Agency',
  section: 'World',
  language: 'en',
  publishedAt: '2026-10-13T19:42+02:00',
  modifiedAt: '2026-10-13T21:05+02:00',
  keywords: ['Velmar', 'grain', 'ports', 'Strait of Orrin'],
  paragraphs: [
    'VELMAR — The port of Velmar closed its largest grain quay on Tuesday after a dust explosion in a conveyor tower injured four dock workers, the harbour authority said.',
    '“We had no warning,” said Mara Oakes, the harbour master, “and no time to clear the tower.” She told reporters that the quay would stay shut until at least Friday.',
    'Two officials familiar with the inspection, who asked not to be named because they were not allowed to speak to the press, said the tower’s filters had not been cleaned since March.',
    'Velmar Grain Terminals, which runs the quay, denied that. “Our filters were serviced on 2 September, and the papers are with the authority,” the company said in a statement.',
    'The quay handles about 40 percent of the grain shipped through the Strait of Orrin. Traders in Halvik said wheat for November delivery rose 3 percent within an hour of the blast.',
    'It is feared that ships already waiting outside the strait will run short of berths before the weekend. According to the port’s own register, 17 vessels were at anchor on Tuesday evening.',
    'Transport Minister Ilse Varn said that an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court.',
    'Piet Halloran, secretary of the dockers’ union, said the government had been told of the danger twice this year. “They counted the tonnes and not the men,” he said.',
    'A spokesman for the ministry declined to comment on the letters. Opposition lawmakers called the accident a scandal, claiming that the ministry had cut port inspections by half since 2019.',
    'The last serious accident at the quay was in 2011, when a crane fell and killed two people. The four injured men were in stable condition at the Saint Alda hospital, doctors said.',
  ],
};

export const courierQuay: DemoArticle = {
  id: 'courier-grain-quay',
  url: 'https://velmar-courier.example/news/quay-six-closed',
  title: 'Four hurt in grain tower blast; quay six closed until Friday',
  byline: 'Courier staff and agencies',
  publisher: 'The Velmar Courier',
  section: 'Town and port',
  language: 'en',
  publishedAt: '2026-10-14T06:10+02:00',
  keywords: ['Velmar', 'port', 'accident'],
  paragraphs: [
    'The port closed its largest grain quay yesterday after a dust explosion in a conveyor tower injured four dock workers, the harbour authority said.',
    '“We had no warning,” said harbour master Mara Oakes, “and no time to clear the tower.” She said that quay six would stay shut until at least Friday.',
    'Two officials familiar with the inspection, who asked not to be named, said the tower’s filters had not been cleaned since March.',
    'Velmar Grain Terminals, which runs the quay and employs 600 people in the town, rejected the claim. “Our filters were serviced on 2 September, and the papers are with the authority,” the company said in a statement.',
    'The quay handles about 40 percent of the grain shipped through the Strait of Orrin, Meridian Press reported. It is feared that ships already waiting outside the strait will run short of berths before the weekend.',
    'On Saltgate Street, where the windows of eleven houses broke, neighbours swept glass until midnight. “My daughter thought it was thunder,” said Oona Feld, who lives across from the tower. “She slept with her shoes on.”',
    'Transport Minister Ilse Varn said that an inquiry would begin “tomorrow, not next week”, and that whoever had neglected the rules would answer for it in court.',
    'Piet Halloran, secretary of the dockers’ union, said the government had been told of the danger twice this year. “They counted the tonnes and not the men,” he said.',
    'A spokesman for the ministry declined to comment on the letters.',
    'The last serious accident at the quay was in 2011, when a crane fell and killed two people. All four injured men are in stable condition at Saint Alda, doctors said. The town has opened a fund for their families at the savings bank on Market Square.',
    'Lorries bound for the quay are being turned back at the ring road. The number 4 bus will not call at the port gate this week.',
  ],
};
