-- A kind of its own for what people code to learn: on its own, since a new value of an enum can be
-- used only by later transactions.
ALTER TYPE "coding_kind" ADD VALUE 'training';
