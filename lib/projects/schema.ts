import { z } from 'zod';

/** A project's short name in addresses and on the command line. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/,
    'A project’s short name has 1 to 64 small letters, digits and hyphens, and no hyphen at either end.',
  );

export const createProjectSchema = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1, 'The project needs a name.').max(200),
});
export type CreateProject = z.infer<typeof createProjectSchema>;

/** A project as pages and commands see it. */
export interface ProjectDto {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}
