CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('admin', 'lead', 'analyst', 'reader');

-- CreateEnum
CREATE TYPE "text_direction" AS ENUM ('ltr', 'rtl');

-- CreateEnum
CREATE TYPE "codebook_state" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "attribute_kind" AS ENUM ('choice', 'multi_choice', 'text', 'number', 'date', 'actor', 'claim');

-- CreateEnum
CREATE TYPE "annotation_kind" AS ENUM ('span', 'article', 'composite');

-- CreateEnum
CREATE TYPE "relation_side" AS ENUM ('from', 'to');

-- CreateEnum
CREATE TYPE "coding_state" AS ENUM ('not_started', 'in_progress', 'submitted');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('unreviewed', 'accepted', 'amended', 'rejected', 'disputed');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('accept', 'amend', 'reject', 'ask', 'contest');

-- CreateEnum
CREATE TYPE "thread_kind" AS ENUM ('note', 'question', 'contest');

-- CreateEnum
CREATE TYPE "operation_state" AS ENUM ('done', 'undone', 'discarded');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('running', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "rejected_kind" AS ENUM ('article', 'annotation', 'relation');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "deactivated_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "codebook_version_id" UUID,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "joined_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(6),

    CONSTRAINT "members_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "member_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "accepted_by" UUID,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "imports" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "started_by" UUID,
    "format" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'running',
    "counts" JSONB NOT NULL DEFAULT '{}',
    "notices" JSONB NOT NULL DEFAULT '[]',
    "message" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "import_rejections" (
    "project_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "rejected_kind" NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_rejections_pkey" PRIMARY KEY ("project_id","import_id","position")
);

-- CreateTable
CREATE TABLE "captures" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "url" TEXT,
    "importer" TEXT NOT NULL,
    "importer_version" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "retrieved_at" TIMESTAMPTZ(6) NOT NULL,
    "captured_by" UUID,

    CONSTRAINT "captures_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "articles" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "canonical_url" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "articles_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "article_versions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "capture_id" UUID NOT NULL,
    "import_id" UUID,
    "text" TEXT NOT NULL,
    "text_sha256" BYTEA NOT NULL,
    "text_length" INTEGER NOT NULL,
    "canonicaliser" TEXT NOT NULL,
    "language" TEXT,
    "direction" "text_direction" NOT NULL DEFAULT 'ltr',
    "title" TEXT NOT NULL,
    "lede" TEXT,
    "byline" TEXT,
    "publisher" TEXT,
    "section" TEXT,
    "keywords" TEXT[],
    "image_url" TEXT,
    "published_at" TIMESTAMPTZ(6),
    "published_raw" TEXT,
    "modified_at" TIMESTAMPTZ(6),
    "modified_raw" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_versions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codebooks" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "codebooks_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codebook_versions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "state" "codebook_state" NOT NULL DEFAULT 'draft',
    "sha256" TEXT,
    "notes" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "codebook_versions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "layers" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,

    CONSTRAINT "layers_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "codes" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_version_id" UUID NOT NULL,
    "layer_id" UUID NOT NULL,
    "parent_id" UUID,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "rules" JSONB NOT NULL DEFAULT '{}',
    "examples" JSONB NOT NULL DEFAULT '[]',
    "colour" JSONB NOT NULL,
    "shortcut" TEXT,
    "targets" "annotation_kind"[],
    "roles" JSONB NOT NULL DEFAULT '[]',
    "external_mappings" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "codes_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "attribute_definitions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_version_id" UUID NOT NULL,
    "layer_id" UUID NOT NULL,
    "code_id" UUID,
    "key" TEXT NOT NULL,
    "kind" "attribute_kind" NOT NULL,
    "name" JSONB NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '[]',
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "attribute_definitions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "relation_types" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "codebook_version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "symmetric" BOOLEAN NOT NULL DEFAULT false,
    "external_mappings" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,

    CONSTRAINT "relation_types_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "relation_type_ends" (
    "project_id" UUID NOT NULL,
    "relation_type_id" UUID NOT NULL,
    "side" "relation_side" NOT NULL,
    "code_id" UUID NOT NULL,

    CONSTRAINT "relation_type_ends_pkey" PRIMARY KEY ("project_id","relation_type_id","side","code_id")
);

-- CreateTable
CREATE TABLE "codings" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "coder_id" UUID NOT NULL,
    "state" "coding_state" NOT NULL DEFAULT 'not_started',
    "started_at" TIMESTAMPTZ(6),
    "submitted_at" TIMESTAMPTZ(6),
    "reopened_at" TIMESTAMPTZ(6),

    CONSTRAINT "codings_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "annotations" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "kind" "annotation_kind" NOT NULL,
    "external_ref" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "head_revision_id" UUID,
    "head_no" INTEGER NOT NULL DEFAULT 0,
    "code_id" UUID,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "review_state" "review_state" NOT NULL DEFAULT 'unreviewed',

    CONSTRAINT "annotations_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "annotation_revisions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "article_version_id" UUID NOT NULL,
    "revision_no" INTEGER NOT NULL,
    "codebook_version_id" UUID NOT NULL,
    "code_id" UUID NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "confidence" SMALLINT,
    "memo" TEXT,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "fragment_count" INTEGER NOT NULL DEFAULT 0,
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_revisions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "fragments" (
    "project_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "article_version_id" UUID NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,

    CONSTRAINT "fragments_pkey" PRIMARY KEY ("project_id","revision_id","ordinal")
);

-- CreateTable
CREATE TABLE "revision_members" (
    "project_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "annotation_id" UUID NOT NULL,

    CONSTRAINT "revision_members_pkey" PRIMARY KEY ("project_id","revision_id","ordinal")
);

-- CreateTable
CREATE TABLE "relations" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "external_ref" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "head_revision_id" UUID,
    "head_no" INTEGER NOT NULL DEFAULT 0,
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "relations_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "relation_revisions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "relation_id" UUID NOT NULL,
    "revision_no" INTEGER NOT NULL,
    "relation_type_id" UUID NOT NULL,
    "from_annotation_id" UUID NOT NULL,
    "to_annotation_id" UUID NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "memo" TEXT,
    "deleted" BOOLEAN NOT NULL DEFAULT false,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relation_revisions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "review_decisions" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "reason" TEXT,
    "amended_revision_id" UUID,
    "decider_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_decisions_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "threads" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "thread_kind" NOT NULL,
    "article_id" UUID NOT NULL,
    "annotation_id" UUID,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_by" UUID,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "threads_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "comments" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "operations" (
    "project_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "coding_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "state" "operation_state" NOT NULL DEFAULT 'done',
    "changes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operations_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "receipts" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("project_id","user_id","key")
);

-- CreateTable
CREATE TABLE "events" (
    "project_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "article_id" UUID,
    "annotation_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "body" TEXT NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("project_id","seq")
);

-- CreateTable
CREATE TABLE "chain_heads" (
    "project_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "chain_heads_pkey" PRIMARY KEY ("project_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "projects_slug_key" ON "projects"("slug");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "imports_project_id_started_at_idx" ON "imports"("project_id", "started_at");

-- CreateIndex
CREATE INDEX "captures_project_id_sha256_idx" ON "captures"("project_id", "sha256");

-- CreateIndex
CREATE INDEX "articles_project_id_canonical_url_idx" ON "articles"("project_id", "canonical_url");

-- CreateIndex
CREATE UNIQUE INDEX "articles_project_id_external_id_key" ON "articles"("project_id", "external_id");

-- CreateIndex
CREATE INDEX "article_versions_project_id_published_at_id_idx" ON "article_versions"("project_id", "published_at", "id");

-- CreateIndex
CREATE INDEX "article_versions_project_id_import_id_idx" ON "article_versions"("project_id", "import_id");

-- CreateIndex
CREATE INDEX "article_versions_title_idx" ON "article_versions" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "article_versions_project_id_article_id_version_no_key" ON "article_versions"("project_id", "article_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "codebook_versions_project_id_codebook_id_version_no_key" ON "codebook_versions"("project_id", "codebook_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "layers_project_id_codebook_version_id_key_key" ON "layers"("project_id", "codebook_version_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "codes_project_id_codebook_version_id_key_key" ON "codes"("project_id", "codebook_version_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "codes_project_id_codebook_version_id_id_key" ON "codes"("project_id", "codebook_version_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "attribute_definitions_project_id_codebook_version_id_layer__key" ON "attribute_definitions"("project_id", "codebook_version_id", "layer_id", "code_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "relation_types_project_id_codebook_version_id_key_key" ON "relation_types"("project_id", "codebook_version_id", "key");

-- CreateIndex
CREATE INDEX "codings_project_id_coder_id_state_idx" ON "codings"("project_id", "coder_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "codings_project_id_article_version_id_coder_id_key" ON "codings"("project_id", "article_version_id", "coder_id");

-- CreateIndex
CREATE UNIQUE INDEX "codings_project_id_id_article_version_id_key" ON "codings"("project_id", "id", "article_version_id");

-- CreateIndex
CREATE INDEX "annotations_project_id_coding_id_idx" ON "annotations"("project_id", "coding_id");

-- CreateIndex
CREATE INDEX "annotations_project_id_article_version_id_idx" ON "annotations"("project_id", "article_version_id");

-- CreateIndex
CREATE INDEX "annotations_project_id_review_state_coding_id_idx" ON "annotations"("project_id", "review_state", "coding_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotations_project_id_id_article_version_id_key" ON "annotations"("project_id", "id", "article_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_revisions_project_id_annotation_id_revision_no_key" ON "annotation_revisions"("project_id", "annotation_id", "revision_no");

-- CreateIndex
CREATE INDEX "fragments_project_id_article_version_id_start_offset_idx" ON "fragments"("project_id", "article_version_id", "start_offset");

-- CreateIndex
CREATE INDEX "revision_members_project_id_annotation_id_idx" ON "revision_members"("project_id", "annotation_id");

-- CreateIndex
CREATE INDEX "relations_project_id_coding_id_idx" ON "relations"("project_id", "coding_id");

-- CreateIndex
CREATE UNIQUE INDEX "relation_revisions_project_id_relation_id_revision_no_key" ON "relation_revisions"("project_id", "relation_id", "revision_no");

-- CreateIndex
CREATE INDEX "review_decisions_project_id_annotation_id_decided_at_idx" ON "review_decisions"("project_id", "annotation_id", "decided_at");

-- CreateIndex
CREATE INDEX "review_decisions_project_id_decider_id_decided_at_idx" ON "review_decisions"("project_id", "decider_id", "decided_at");

-- CreateIndex
CREATE INDEX "threads_project_id_annotation_id_idx" ON "threads"("project_id", "annotation_id");

-- CreateIndex
CREATE INDEX "threads_project_id_article_id_idx" ON "threads"("project_id", "article_id");

-- CreateIndex
CREATE INDEX "comments_project_id_thread_id_idx" ON "comments"("project_id", "thread_id");

-- CreateIndex
CREATE UNIQUE INDEX "operations_project_id_coding_id_position_key" ON "operations"("project_id", "coding_id", "position");

-- CreateIndex
CREATE INDEX "events_project_id_article_id_seq_idx" ON "events"("project_id", "article_id", "seq");

-- CreateIndex
CREATE INDEX "events_project_id_annotation_id_seq_idx" ON "events"("project_id", "annotation_id", "seq");

-- CreateIndex
CREATE INDEX "events_project_id_type_seq_idx" ON "events"("project_id", "type", "seq");

-- CreateIndex
CREATE INDEX "events_project_id_actor_id_seq_idx" ON "events"("project_id", "actor_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "events_project_id_id_key" ON "events"("project_id", "id");

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_id_codebook_version_id_fkey" FOREIGN KEY ("id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_fkey" FOREIGN KEY ("accepted_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_started_by_fkey" FOREIGN KEY ("started_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_rejections" ADD CONSTRAINT "import_rejections_project_id_import_id_fkey" FOREIGN KEY ("project_id", "import_id") REFERENCES "imports"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "captures" ADD CONSTRAINT "captures_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "captures" ADD CONSTRAINT "captures_captured_by_fkey" FOREIGN KEY ("captured_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "articles" ADD CONSTRAINT "articles_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_project_id_capture_id_fkey" FOREIGN KEY ("project_id", "capture_id") REFERENCES "captures"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_project_id_import_id_fkey" FOREIGN KEY ("project_id", "import_id") REFERENCES "imports"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebooks" ADD CONSTRAINT "codebooks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codebook_versions" ADD CONSTRAINT "codebook_versions_project_id_codebook_id_fkey" FOREIGN KEY ("project_id", "codebook_id") REFERENCES "codebooks"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "layers" ADD CONSTRAINT "layers_project_id_codebook_version_id_fkey" FOREIGN KEY ("project_id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codes" ADD CONSTRAINT "codes_project_id_codebook_version_id_fkey" FOREIGN KEY ("project_id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codes" ADD CONSTRAINT "codes_project_id_layer_id_fkey" FOREIGN KEY ("project_id", "layer_id") REFERENCES "layers"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codes" ADD CONSTRAINT "codes_project_id_parent_id_fkey" FOREIGN KEY ("project_id", "parent_id") REFERENCES "codes"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attribute_definitions" ADD CONSTRAINT "attribute_definitions_project_id_codebook_version_id_fkey" FOREIGN KEY ("project_id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attribute_definitions" ADD CONSTRAINT "attribute_definitions_project_id_layer_id_fkey" FOREIGN KEY ("project_id", "layer_id") REFERENCES "layers"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attribute_definitions" ADD CONSTRAINT "attribute_definitions_project_id_code_id_fkey" FOREIGN KEY ("project_id", "code_id") REFERENCES "codes"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_types" ADD CONSTRAINT "relation_types_project_id_codebook_version_id_fkey" FOREIGN KEY ("project_id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_type_ends" ADD CONSTRAINT "relation_type_ends_project_id_relation_type_id_fkey" FOREIGN KEY ("project_id", "relation_type_id") REFERENCES "relation_types"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_type_ends" ADD CONSTRAINT "relation_type_ends_project_id_code_id_fkey" FOREIGN KEY ("project_id", "code_id") REFERENCES "codes"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codings" ADD CONSTRAINT "codings_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "codings" ADD CONSTRAINT "codings_project_id_coder_id_fkey" FOREIGN KEY ("project_id", "coder_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_project_id_coding_id_article_version_id_fkey" FOREIGN KEY ("project_id", "coding_id", "article_version_id") REFERENCES "codings"("project_id", "id", "article_version_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_project_id_article_version_id_fkey" FOREIGN KEY ("project_id", "article_version_id") REFERENCES "article_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_project_id_code_id_fkey" FOREIGN KEY ("project_id", "code_id") REFERENCES "codes"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotation_revisions" ADD CONSTRAINT "annotation_revisions_project_id_annotation_id_article_vers_fkey" FOREIGN KEY ("project_id", "annotation_id", "article_version_id") REFERENCES "annotations"("project_id", "id", "article_version_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotation_revisions" ADD CONSTRAINT "annotation_revisions_project_id_codebook_version_id_fkey" FOREIGN KEY ("project_id", "codebook_version_id") REFERENCES "codebook_versions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotation_revisions" ADD CONSTRAINT "annotation_revisions_project_id_codebook_version_id_code_i_fkey" FOREIGN KEY ("project_id", "codebook_version_id", "code_id") REFERENCES "codes"("project_id", "codebook_version_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "annotation_revisions" ADD CONSTRAINT "annotation_revisions_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "fragments" ADD CONSTRAINT "fragments_project_id_revision_id_fkey" FOREIGN KEY ("project_id", "revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "revision_members" ADD CONSTRAINT "revision_members_project_id_revision_id_fkey" FOREIGN KEY ("project_id", "revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "revision_members" ADD CONSTRAINT "revision_members_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relations" ADD CONSTRAINT "relations_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_relation_id_fkey" FOREIGN KEY ("project_id", "relation_id") REFERENCES "relations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_relation_type_id_fkey" FOREIGN KEY ("project_id", "relation_type_id") REFERENCES "relation_types"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_from_annotation_id_fkey" FOREIGN KEY ("project_id", "from_annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_to_annotation_id_fkey" FOREIGN KEY ("project_id", "to_annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relation_revisions" ADD CONSTRAINT "relation_revisions_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_project_id_revision_id_fkey" FOREIGN KEY ("project_id", "revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_project_id_amended_revision_id_fkey" FOREIGN KEY ("project_id", "amended_revision_id") REFERENCES "annotation_revisions"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_project_id_decider_id_fkey" FOREIGN KEY ("project_id", "decider_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_project_id_article_id_fkey" FOREIGN KEY ("project_id", "article_id") REFERENCES "articles"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_project_id_annotation_id_fkey" FOREIGN KEY ("project_id", "annotation_id") REFERENCES "annotations"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_project_id_opened_by_fkey" FOREIGN KEY ("project_id", "opened_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_project_id_resolved_by_fkey" FOREIGN KEY ("project_id", "resolved_by") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_id_thread_id_fkey" FOREIGN KEY ("project_id", "thread_id") REFERENCES "threads"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_id_author_id_fkey" FOREIGN KEY ("project_id", "author_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operations" ADD CONSTRAINT "operations_project_id_coding_id_fkey" FOREIGN KEY ("project_id", "coding_id") REFERENCES "codings"("project_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operations" ADD CONSTRAINT "operations_project_id_user_id_fkey" FOREIGN KEY ("project_id", "user_id") REFERENCES "members"("project_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "chain_heads" ADD CONSTRAINT "chain_heads_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
