import { z } from 'zod';
import { LOCALES } from './locales';

export const chooseLocaleSchema = z.object({ locale: z.enum(LOCALES) });
