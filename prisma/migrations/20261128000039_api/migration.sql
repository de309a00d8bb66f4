-- The programming interface (decision 0053): tokens, the answers kept for repeated requests, and webhooks
-- with a log of what was sent.

CREATE TABLE "api_tokens" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_sha256" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by" UUID,

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("project_id","id")
);

-- What a request with an idempotency key was answered.
CREATE TABLE "api_answers" (
    "project_id" UUID NOT NULL,
    "token_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "answer" JSON,
    "begun_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_answers_pkey" PRIMARY KEY ("project_id","token_id","key")
);

CREATE TABLE "webhooks" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "kinds" TEXT[] NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'on',
    "owner_id" UUID NOT NULL,
    "sent_seq" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "webhook_deliveries" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "first_seq" BIGINT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    "events" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "problem" TEXT,
    "took_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("project_id","id")
);

CREATE UNIQUE INDEX "api_tokens_token_sha256_key" ON "api_tokens"("token_sha256");
CREATE INDEX "webhook_deliveries_project_id_webhook_id_at_idx" ON "webhook_deliveries"("project_id", "webhook_id", "at");

ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_revoked_by_fkey" FOREIGN KEY ("revoked_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "api_answers" ADD CONSTRAINT "api_answers_project_id_token_id_fkey" FOREIGN KEY ("project_id", "token_id") REFERENCES "api_tokens"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_project_id_webhook_id_fkey" FOREIGN KEY ("project_id", "webhook_id") REFERENCES "webhooks"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE api_tokens
  ADD CONSTRAINT api_tokens_name CHECK (length(name) BETWEEN 1 AND 100),
  ADD CONSTRAINT api_tokens_hash CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT api_tokens_scopes CHECK (cardinality(scopes) > 0
    AND scopes <@ ARRAY['read', 'import', 'annotate', 'review', 'release', 'webhooks']),
  ADD CONSTRAINT api_tokens_expiry CHECK (expires_at > created_at AND expires_at <= created_at + interval '367 days'),
  ADD CONSTRAINT api_tokens_revoked CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL);
ALTER TABLE api_answers ADD CONSTRAINT api_answers_key CHECK (length(key) BETWEEN 1 AND 200);
ALTER TABLE webhooks
  ADD CONSTRAINT webhooks_state CHECK (state IN ('on', 'paused', 'removed')),
  ADD CONSTRAINT webhooks_url CHECK (url ~ '^https?://' AND length(url) <= 2000),
  ADD CONSTRAINT webhooks_failures CHECK (failures >= 0),
  ADD CONSTRAINT webhooks_sent CHECK (sent_seq >= 0);
ALTER TABLE webhook_deliveries
  ADD CONSTRAINT webhook_deliveries_range CHECK (first_seq <= last_seq AND events >= 1 AND attempt >= 1 AND took_ms >= 0);
CREATE INDEX webhooks_due ON webhooks (next_at) WHERE state = 'on';

-- A token that was revoked stays so.
CREATE FUNCTION guard_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
    RAISE EXCEPTION 'a revoked token stays revoked' USING ERRCODE = 'check_violation', CONSTRAINT = 'api_tokens_final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER api_tokens_guard BEFORE UPDATE ON api_tokens FOR EACH ROW EXECUTE FUNCTION guard_token();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_guard;
CREATE TRIGGER api_tokens_stay BEFORE DELETE OR TRUNCATE ON api_tokens
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_stay;
CREATE TRIGGER webhook_deliveries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON webhook_deliveries
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
ALTER TABLE webhook_deliveries ENABLE ALWAYS TRIGGER webhook_deliveries_append_only;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['api_tokens', 'api_answers', 'webhooks', 'webhook_deliveries']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_project ON %I USING (project_id = (SELECT current_project()))
      WITH CHECK (project_id = (SELECT current_project()))', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by) ON api_tokens TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (answer, begun_at), DELETE ON api_answers TO sourcemark_app;
GRANT SELECT, INSERT, UPDATE (url, kinds, state, owner_id, sent_seq, failures, problem, next_at)
  ON webhooks TO sourcemark_app;
GRANT SELECT, INSERT ON webhook_deliveries TO sourcemark_app;

-- Whose a token is, asked before any project is open. It is told by its hash alone, and says no more than
-- a request needs; its last use is noted once a minute.
CREATE FUNCTION use_api_token(p_sha256 text)
  RETURNS TABLE (project_id uuid, token_id uuid, owner_id uuid, scopes text[], state text) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
  BEGIN
    UPDATE public.api_tokens t SET used_at = now()
     WHERE t.token_sha256 = p_sha256 AND t.revoked_at IS NULL AND t.expires_at > now()
       AND (t.used_at IS NULL OR t.used_at < now() - interval '1 minute');
    RETURN QUERY
      SELECT t.project_id, t.id, t.owner_id, t.scopes,
             CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked'
                  WHEN t.expires_at <= now() THEN 'expired'
                  WHEN u.deactivated_at IS NOT NULL OR m.user_id IS NULL THEN 'orphaned'
                  ELSE 'live' END
        FROM public.api_tokens t
        JOIN public.users u ON u.id = t.owner_id
        LEFT JOIN public.members m ON m.project_id = t.project_id AND m.user_id = t.owner_id
          AND m.removed_at IS NULL
       WHERE t.token_sha256 = p_sha256;
  END $$;
REVOKE ALL ON FUNCTION use_api_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION use_api_token(text) TO sourcemark_app;

-- Webhooks whose project's history has gone on since, as ids; each is put off for the lease.
CREATE FUNCTION claim_due_webhooks(p_most integer, p_lease interval)
  RETURNS TABLE (project_id uuid, webhook_id uuid) LANGUAGE sql
  SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  AS $$
    UPDATE public.webhooks w SET next_at = now() + p_lease
      FROM (SELECT d.project_id, d.id FROM public.webhooks d
              JOIN public.chain_heads h ON h.project_id = d.project_id AND h.seq > d.sent_seq
             WHERE d.state = 'on' AND d.next_at <= now()
             ORDER BY d.next_at LIMIT p_most FOR UPDATE OF d SKIP LOCKED) due
     WHERE w.project_id = due.project_id AND w.id = due.id
    RETURNING w.project_id, w.id
  $$;
REVOKE ALL ON FUNCTION claim_due_webhooks(integer, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_due_webhooks(integer, interval) TO sourcemark_app;
