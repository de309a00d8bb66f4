-- A person's own keys in the reader. Of a person, not of a project: seen by that person alone.
CREATE TABLE "user_shortcuts" (
    "user_id" UUID NOT NULL,
    "document" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_shortcuts_pkey" PRIMARY KEY ("user_id")
);

ALTER TABLE "user_shortcuts" ADD CONSTRAINT "user_shortcuts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE user_shortcuts
  ADD CONSTRAINT user_shortcuts_is_object CHECK (jsonb_typeof(document) = 'object'),
  ADD CONSTRAINT user_shortcuts_is_small CHECK (pg_column_size(document) <= 16384);

ALTER TABLE user_shortcuts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON user_shortcuts
  USING (user_id = current_app_user())
  WITH CHECK (user_id = current_app_user());

GRANT SELECT, INSERT, UPDATE (document, updated_at), DELETE ON user_shortcuts TO sourcemark_app;
