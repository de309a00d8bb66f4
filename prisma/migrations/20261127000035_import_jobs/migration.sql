-- An import is a job of the queue: what it reads stands in its row, and how far it has come, so that
-- whoever takes it up after a crash goes on where its last batch was stored (decision 0048).
ALTER TABLE imports
  ADD COLUMN source jsonb,
  ADD COLUMN checkpoint jsonb,
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN retry_at timestamptz(6),
  ADD CONSTRAINT imports_attempts_counted CHECK (attempts >= 0),
  ADD CONSTRAINT imports_retry_while_running CHECK (retry_at IS NULL OR finished_at IS NULL);

-- What is read is said once, when the import is made.
GRANT UPDATE (checkpoint, attempts, retry_at) ON imports TO sourcemark_app;

-- A whole upload becomes one import, though its last piece comes twice.
CREATE UNIQUE INDEX imports_one_per_upload ON imports (project_id, (source ->> 'uploadId'))
  WHERE source ->> 'uploadId' IS NOT NULL;
