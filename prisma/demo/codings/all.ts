import type { DemoCoding } from '../script';
import { enqueteCoding, pacteCoding } from './french';
import { almarsaCoding, islanderCoding, kuestenboteCoding, tideTableCoding } from './other';
import { courierCoding, wireCoding } from './wire';

export const demoCodings: readonly DemoCoding[] = [
  wireCoding,
  courierCoding,
  enqueteCoding,
  almarsaCoding,
  kuestenboteCoding,
  islanderCoding,
  pacteCoding,
  tideTableCoding,
];
