// Made from docs/openapi.json by `npm run openapi`; not written by hand.
export interface paths {
    "/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The project of the token, and who its owner is in it */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/codebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version of the codebook that is in force */
        get: operations["getCodebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far coders agree, by one measure
         * @description For leads and admins. Without names everything is compared.
         */
        get: operations["getAgreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The project’s history, oldest first
         * @description To be told of what is new: keep `next`, or the last `seq` as `after`.
         */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List articles, each in its newest version, without the text */
        get: operations["listArticles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/articles/{articleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an article with its text, in its newest version or another one */
        get: operations["getArticle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a file of articles or annotations, up to 8 MB; a job reads it
         * @description Any format that the import page reads; JSON Lines of articles is the simplest.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List annotations as they stand now, in the order in which they were made
         * @description Deleted ones are left out, and in blind coding those of colleagues.
         */
        get: operations["listAnnotations"];
        put?: never;
        /** Mark a passage, or label the whole article, in the coding of the token’s owner */
        post: operations["createAnnotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join sources, cues and contents to an attribution, of spans that stand or of new ones */
        post: operations["createAttribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/annotations/{annotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an annotation */
        get: operations["getAnnotation"];
        put?: never;
        post?: never;
        /** Delete an annotation of one’s own; its history stays */
        delete: operations["deleteAnnotation"];
        options?: never;
        head?: never;
        /** Change an annotation of one’s own: only what is given */
        patch: operations["changeAnnotation"];
        trace?: never;
    };
    "/annotations/{annotationId}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every revision of an annotation, oldest first, deleted or not */
        get: operations["listRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List relations as they stand now, in the order in which they were made */
        get: operations["listRelations"];
        put?: never;
        /** Link an annotation of the owner’s coding to another one */
        post: operations["createRelation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relations/{relationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a relation */
        get: operations["getRelation"];
        put?: never;
        post?: never;
        /** Delete a relation of one’s own; its history stays */
        delete: operations["deleteRelation"];
        options?: never;
        head?: never;
        /** Change a relation of one’s own: only what is given */
        patch: operations["changeRelation"];
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List review decisions, in the order in which they were made */
        get: operations["listDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/annotations/{annotationId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept, reject, amend or ask about a colleague’s annotation, or contest a decision
         * @description The coder’s coding must be handed in; nobody reviews their own work. `contest` is the coder’s answer to a rejection or an amendment, and needs the scope `annotate` too.
         */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the frozen datasets, the newest first */
        get: operations["listReleases"];
        put?: never;
        /** Ask for a release; a job freezes and builds it */
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{releaseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a release with its manifest, once it is built */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{releaseId}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a release as a ZIP */
        get: operations["downloadRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/releases/{releaseId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a release: a tombstone stays */
        post: operations["withdrawRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the project’s webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /** Tell an address what happens in the project from now on */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a webhook */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        /** Pause a webhook, or go on where it stopped */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last attempts to send to a webhook, the newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-annotations/{articleVersionId}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The annotations of an article’s version as a container (W3C Web Annotation Protocol)
         * @description `Prefer: return=representation;include="…"` chooses between IRIs, descriptions and the minimal container.
         */
        get: operations["getWebAnnotations"];
        put?: never;
        /**
         * Add a Web Annotation to the container
         * @description One body with the purpose “classifying” or “tagging” names the code; the target’s selectors say where.
         */
        post: operations["createWebAnnotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-annotations/{articleVersionId}/{annotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one annotation as a Web Annotation */
        get: operations["getWebAnnotation"];
        /** Replace a Web Annotation of one’s own */
        put: operations["replaceWebAnnotation"];
        post?: never;
        /** Delete a Web Annotation of one’s own; its history stays */
        delete: operations["deleteWebAnnotation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This interface, as OpenAPI 3.1 */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Agreement: {
            measure: string;
            unit: string;
            score: components["schemas"]["Score"];
            /** @description 95 % by bootstrap */
            interval: {
                low: number;
                high: number;
                samples: number;
            } | null;
            units: number;
            articles: number;
            coders: {
                /** Format: uuid */
                id: string;
                name: string;
            }[];
            perCode: {
                code: string;
                score: components["schemas"]["Score"];
                units: number;
            }[];
        };
        Annotation: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "span" | "article" | "composite";
            /** Format: uuid */
            articleId: string;
            /** Format: uuid */
            articleVersionId: string;
            articleVersionNo: number;
            coder: components["schemas"]["Person"];
            layer: string;
            code: string;
            fragments: components["schemas"]["Fragment"][];
            members: components["schemas"]["Member"][];
            attributes: components["schemas"]["Attributes"];
            confidence: number | null;
            memo: string | null;
            /** @enum {string} */
            reviewState: "unreviewed" | "accepted" | "amended" | "rejected" | "disputed";
            openThreads: number;
            revision: {
                /** Format: uuid */
                id: string;
                no: number;
                author: components["schemas"]["Person"];
                /** Format: date-time */
                createdAt: string;
            };
        };
        Article: {
            /** Format: uuid */
            id: string;
            /** @description Its name in the file or at the address it came from */
            externalId: string;
            url: string | null;
            /** Format: uuid */
            versionId: string;
            versionNo: number;
            title: string;
            byline: string | null;
            publisher: string | null;
            /** @description ISO 639 */
            language: string | null;
            publishedAt: string | null;
            modifiedAt: string | null;
            /** @description Unicode code points */
            textLength: number;
            /** @description Of the UTF-8 bytes, hex */
            textSha256: string;
            /** @description All versions, oldest first */
            versionNos: number[];
            text: string;
            /** @description What made the text, with its version */
            canonicaliser: string;
            /** @enum {string} */
            direction: "ltr" | "rtl";
            keywords: string[];
            /** Format: date-time */
            storedAt: string;
            capture: {
                /** Format: uuid */
                id: string;
                sha256: string;
                mediaType: string;
                sourceName: string;
                url: string | null;
                /** Format: date-time */
                retrievedAt: string;
            };
        };
        ArticleSummary: {
            /** Format: uuid */
            id: string;
            /** @description Its name in the file or at the address it came from */
            externalId: string;
            url: string | null;
            /** Format: uuid */
            versionId: string;
            versionNo: number;
            title: string;
            byline: string | null;
            publisher: string | null;
            /** @description ISO 639 */
            language: string | null;
            publishedAt: string | null;
            modifiedAt: string | null;
            /** @description Unicode code points */
            textLength: number;
            /** @description Of the UTF-8 bytes, hex */
            textSha256: string;
        };
        Attributes: {
            [key: string]: string | number | string[];
        };
        Codebook: {
            /** Format: uuid */
            versionId: string;
            versionNo: number;
            sha256: string;
            publishedAt: string | null;
            document: {
                /** @constant */
                schema: "sourcemark.codebook/1";
                name: string;
                layers: {
                    key: string;
                    name: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    definition: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                }[];
                codes: {
                    key: string;
                    layer: string;
                    /** @default null */
                    parentKey: string | null;
                    name: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    definition: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    /** @default [] */
                    include: ({
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    })[];
                    /** @default [] */
                    exclude: ({
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    })[];
                    /** @default [] */
                    examples: {
                        language: string;
                        text: string;
                        note?: {
                            en: string;
                            fr: string;
                        } & {
                            [key: string]: string;
                        };
                    }[];
                    colour: {
                        light: string;
                        dark: string;
                    };
                    /** @default null */
                    shortcut: string | null;
                    targets: ("span" | "article" | "composite")[];
                    /** @default [] */
                    roles: {
                        role: string;
                        name: {
                            en: string;
                            fr: string;
                        } & {
                            [key: string]: string;
                        };
                        codes: string[];
                        min: number;
                        max: number | null;
                    }[];
                    /** @default [] */
                    externalMappings: {
                        system: string;
                        type: string;
                        attributes?: {
                            [key: string]: string | string[] | number;
                        };
                    }[];
                    /** @default false */
                    retired: boolean;
                }[];
                /** @default [] */
                attributes: {
                    key: string;
                    layer: string;
                    /** @default null */
                    code: string | null;
                    /** @enum {string} */
                    kind: "choice" | "multi_choice" | "text" | "number" | "date" | "actor" | "claim";
                    name: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    definition: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    /** @default [] */
                    options: {
                        value: string;
                        name: {
                            en: string;
                            fr: string;
                        } & {
                            [key: string]: string;
                        };
                    }[];
                    /** @default false */
                    required: boolean;
                    defaultValue?: string | string[] | number;
                }[];
                /** @default [] */
                relationTypes: {
                    key: string;
                    name: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    definition: {
                        en: string;
                        fr: string;
                    } & {
                        [key: string]: string;
                    };
                    /** @default false */
                    symmetric: boolean;
                    from: string[];
                    to: string[];
                    /** @default [] */
                    externalMappings: {
                        system: string;
                        type: string;
                        attributes?: {
                            [key: string]: string | string[] | number;
                        };
                    }[];
                }[];
            };
        };
        Decision: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            annotationId: string;
            /** @enum {string} */
            kind: "accept" | "amend" | "reject" | "ask" | "contest" | "withdraw";
            reason: string | null;
            /**
             * Format: uuid
             * @description The revision that was looked at
             */
            revisionId: string;
            /** @description For amend: the reviewer’s own revision */
            amendedRevisionId: string | null;
            reviewer: components["schemas"]["Person"];
            /** Format: date-time */
            decidedAt: string;
        };
        Delivery: {
            /** Format: uuid */
            id: string;
            messageId: string;
            firstSeq: number;
            lastSeq: number;
            events: number;
            attempt: number;
            /** @description Null: it arrived */
            problem: string | null;
            tookMs: number;
            /** Format: date-time */
            at: string;
        };
        Event: {
            /** @description Its number in the project’s chain */
            seq: number;
            /** Format: uuid */
            id: string;
            type: string;
            /** Format: date-time */
            at: string;
            /** @description Null for the command line */
            actorName: string | null;
            /** @description The API token by which a program acted for the person */
            tokenName: string | null;
            articleId: string | null;
            annotationId: string | null;
            payload: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the chain up to here, hex */
            hash: string;
        };
        /** @description A stretch of the text, in Unicode code points, half-open */
        Fragment: {
            start: number;
            end: number;
            quote: string;
        };
        Import: {
            /** Format: uuid */
            id: string;
            sourceName: string;
            format: string;
            /** @enum {string} */
            state: "running" | "finished" | "failed" | "cancelled";
            counts: {
                [key: string]: unknown;
            };
            /** @description What was refused; the import’s page lists each */
            rejections: number;
            message: string | null;
            /** Format: date-time */
            startedAt: string;
            finishedAt: string | null;
        };
        Member: {
            /** @enum {string} */
            role: "source" | "cue" | "content" | "content2" | "nested";
            /** Format: uuid */
            annotationId: string;
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "invalid_input" | "not_signed_in" | "forbidden" | "not_found" | "conflict" | "stale_version" | "anchor_lost" | "import_rejected" | "rate_limited" | "unavailable" | "precondition_failed" | "precondition_required" | "method_not_allowed" | "unsupported_media_type" | "too_large" | "key_reused" | "not_acceptable";
            /** @description Where in the request, as JSON pointers */
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
        Project: {
            /** Format: uuid */
            id: string;
            slug: string;
            name: string;
            you: {
                /** Format: uuid */
                id: string;
                name: string;
                role: string;
            };
        };
        Relation: {
            /** Format: uuid */
            id: string;
            type: string;
            /**
             * Format: uuid
             * @description An annotation
             */
            from: string;
            /**
             * Format: uuid
             * @description An annotation
             */
            to: string;
            /**
             * Format: uuid
             * @description Where it was drawn
             */
            articleVersionId: string;
            coder: components["schemas"]["Person"];
            attributes: components["schemas"]["Attributes"];
            memo: string | null;
            revision: {
                no: number;
                /** Format: date-time */
                createdAt: string;
            };
        };
        Release: {
            /** Format: uuid */
            id: string;
            no: number;
            name: string;
            /** @enum {string} */
            state: "building" | "ready" | "failed" | "withdrawn";
            /** @description Articles written so far, of all formats together */
            done: number;
            total: number;
            /** @description Why it failed */
            message: string | null;
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
            licence: string;
            formats: string[];
            manifestSha256: string | null;
            withdrawnAt: string | null;
            withdrawalReason: string | null;
        };
        Revision: {
            /** Format: uuid */
            id: string;
            no: number;
            author: components["schemas"]["Person"];
            layer: string;
            code: string;
            fragments: components["schemas"]["Fragment"][];
            members: components["schemas"]["Member"][];
            attributes: components["schemas"]["Attributes"];
            confidence: number | null;
            memo: string | null;
            deleted: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        Score: {
            value: number | null;
            /** @description Why there is no value */
            reason: ("one_coder" | "no_units" | "one_category" | "no_spans" | "one_code" | "nothing_in_common" | "no_attributions" | "several_codes_in_a_unit" | "codes_are_no_numbers" | "told_for_each_code") | null;
        };
        WebAnnotation: {
            [key: string]: unknown;
        };
        Webhook: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @description None: every event */
            kinds: string[];
            /** @enum {string} */
            state: "on" | "paused";
            /** @description Signs each message (Standard Webhooks 1.0) */
            secret: string;
            /** @description The last event that was sent or passed over */
            sentSeq: number;
            /** @description Attempts in a row that failed */
            failures: number;
            problem: string | null;
            /** Format: date-time */
            createdAt: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project of the token, and who its owner is in it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCodebook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version of the codebook that is in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Codebook"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgreement: {
        parameters: {
            query?: {
                measure?: "observed_agreement" | "cohen_kappa" | "scott_pi" | "fleiss_kappa" | "gwet_ac1" | "krippendorff_alpha_nominal" | "krippendorff_alpha_ordinal" | "krippendorff_alpha_interval" | "krippendorff_alpha_unitizing_1995" | "u_alpha_binary" | "u_alpha" | "cu_alpha" | "ku_alpha" | "gamma" | "gamma_cat" | "f1_exact" | "f1_any_overlap" | "overlap_f1" | "boundary_similarity" | "attribution_agr" | "attribution_frame_f1" | "attribution_source_f1" | "attribution_cue_f1" | "attribution_content_f1";
                unit?: "token" | "char" | "whitespace-token" | "sentence" | "article";
                /** @description Keys */
                layer?: string | string[];
                /** @description Keys */
                code?: string | string[];
                /** @description Names or ids */
                coder?: string | string[];
                /** @description Names in their files, or ids */
                article?: string | string[];
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far coders agree, by one measure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHistory: {
        parameters: {
            query?: {
                /** @description How many at most (1 to 500) */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description Events after this number */
                after?: number;
                /** @description `review.accepted`, or `review` for all of them */
                kind?: string;
                articleId?: string;
                annotationId?: string;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project’s history, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        next: string | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticles: {
        parameters: {
            query?: {
                /** @description How many at most (1 to 500) */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                externalId?: string;
                url?: string;
                publisher?: string;
                language?: string;
                publishedFrom?: string;
                publishedBefore?: string;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List articles, each in its newest version, without the text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArticleSummary"][];
                        next: string | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticle: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                articleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read an article with its text, in its newest version or another one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createImport: {
        parameters: {
            query: {
                /** @description The file’s name: `articles.jsonl` */
                name: string;
                format?: "auto" | "plain" | "html" | "jsonl" | "csv" | "brat" | "ptc" | "warc" | "labelstudio" | "webannotation" | "casjson" | "webannotsv" | "refi" | "docx" | "pdf";
                /** @description Makes codes of types that the codebook lacks */
                createCodes?: "true" | "false";
            };
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Import a file of articles or annotations, up to 8 MB; a job reads it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an import is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAnnotations: {
        parameters: {
            query?: {
                /** @description How many at most (1 to 500) */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                articleId?: string;
                articleVersionId?: string;
                layer?: string;
                code?: string;
                coderId?: string;
                reviewState?: "unreviewed" | "accepted" | "amended" | "rejected" | "disputed";
                changedSince?: string;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List annotations as they stand now, in the order in which they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Annotation"][];
                        next: string | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    articleVersionId: string;
                    /** @enum {string} */
                    kind: "span" | "article";
                    fragments: {
                        start: number;
                        end: number;
                    }[];
                    /** @default {} */
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    /** @default null */
                    confidence?: number | null;
                    /** @default null */
                    memo?: string | null;
                    /**
                     * Format: uuid
                     * @description Made by the client, version 7; absent: made here
                     */
                    id?: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Mark a passage, or label the whole article, in the coding of the token’s owner */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAttribution: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    articleVersionId: string;
                    members: {
                        /** @enum {string} */
                        role: "source" | "cue" | "content" | "content2" | "nested";
                        /** Format: uuid */
                        annotationId: string;
                    }[];
                    /** @default {} */
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    /** @default null */
                    memo?: string | null;
                    /** Format: uuid */
                    id?: string;
                    /** @default [] */
                    newSpans?: {
                        /**
                         * Format: uuid
                         * @description `members` may name it
                         */
                        id: string;
                        /** @enum {string} */
                        code: "source" | "cue" | "content";
                        fragments: {
                            start: number;
                            end: number;
                        }[];
                        /** @default {} */
                        attributes?: {
                            [key: string]: string | number | string[];
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Join sources, cues and contents to an attribution, of spans that stand or of new ones */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read an annotation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAnnotation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an annotation of one’s own; its history stays */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAnnotation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Not of attributions */
                    code?: string;
                    /** @description Not of attributions */
                    fragments?: {
                        start: number;
                        end: number;
                    }[];
                    /** @description Of attributions alone */
                    members?: {
                        /** @enum {string} */
                        role: "source" | "cue" | "content" | "content2" | "nested";
                        /** Format: uuid */
                        annotationId: string;
                    }[];
                    /** @description All of them, not only what changes */
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    confidence?: number | null;
                    memo?: string | null;
                };
            };
        };
        responses: {
            /** @description Change an annotation of one’s own: only what is given */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every revision of an annotation, oldest first, deleted or not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Revision"][];
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRelations: {
        parameters: {
            query?: {
                /** @description How many at most (1 to 500) */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                articleVersionId?: string;
                type?: string;
                /** @description One of the ends */
                annotationId?: string;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List relations as they stand now, in the order in which they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Relation"][];
                        next: string | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRelation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Made by the client, version 7; absent: made here
                     */
                    id?: string;
                    /**
                     * Format: uuid
                     * @description Where the link is drawn
                     */
                    articleVersionId: string;
                    type: string;
                    /** Format: uuid */
                    from: string;
                    /** Format: uuid */
                    to: string;
                    /** @default {} */
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    /** @default null */
                    memo?: string | null;
                };
            };
        };
        responses: {
            /** @description Link an annotation of the owner’s coding to another one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                relationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a relation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relation"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRelation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                relationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a relation of one’s own; its history stays */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRelation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                relationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    type?: string;
                    /** @description Turns it round */
                    swap?: boolean;
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    memo?: string | null;
                };
            };
        };
        responses: {
            /** @description Change a relation of one’s own: only what is given */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDecisions: {
        parameters: {
            query?: {
                /** @description How many at most (1 to 500) */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                annotationId?: string;
                reviewerId?: string;
                kind?: "accept" | "amend" | "reject" | "ask" | "contest" | "withdraw";
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List review decisions, in the order in which they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Decision"][];
                        next: string | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path: {
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "accept";
                    /**
                     * Format: uuid
                     * @description The revision that was seen; another one now is a conflict
                     */
                    revisionId: string;
                } | {
                    /** @constant */
                    kind: "reject";
                    /**
                     * Format: uuid
                     * @description The revision that was seen; another one now is a conflict
                     */
                    revisionId: string;
                    reason: string;
                } | {
                    /** @constant */
                    kind: "ask";
                    /**
                     * Format: uuid
                     * @description The revision that was seen; another one now is a conflict
                     */
                    revisionId: string;
                    /** @description The question */
                    reason: string;
                } | {
                    /** @constant */
                    kind: "contest";
                    /**
                     * Format: uuid
                     * @description The revision that was seen; another one now is a conflict
                     */
                    revisionId: string;
                    reason: string;
                } | {
                    /** @constant */
                    kind: "amend";
                    /**
                     * Format: uuid
                     * @description The revision that was seen; another one now is a conflict
                     */
                    revisionId: string;
                    /** @default null */
                    reason?: string | null;
                    code?: string;
                    fragments?: {
                        start: number;
                        end: number;
                    }[];
                    attributes?: {
                        [key: string]: string | number | string[];
                    };
                    members?: {
                        /** @enum {string} */
                        role: "source" | "cue" | "content" | "content2" | "nested";
                        /** Format: uuid */
                        annotationId: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Accept, reject, amend or ask about a colleague’s annotation, or contest a decision */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Decision"][];
                    };
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the frozen datasets, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Release"][];
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    spec: {
                        /** @default  */
                        licence?: string;
                        /** @default  */
                        notes?: string;
                        formats: ("jsonl" | "csv" | "parquet" | "brat" | "webannotation" | "doccano" | "labelstudio" | "casjson" | "webannotsv" | "refi" | "spacy" | "conll" | "ptc")[];
                        filter: {
                            /** @default [] */
                            layers?: string[];
                            /** @default [] */
                            codes?: string[];
                            /** @default [] */
                            coders?: string[];
                            /** @default [] */
                            states?: ("unreviewed" | "accepted" | "amended" | "rejected" | "disputed")[];
                        };
                        articles: {
                            /** @default [] */
                            publishers?: string[];
                            /** @default null */
                            from?: string | null;
                            /** @default null */
                            to?: string | null;
                            /** @default null */
                            minAgreement?: number | null;
                        };
                        splits: {
                            train: number;
                            dev: number;
                            test: number;
                            seed: string;
                        } | null;
                        anonymise: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Ask for a release; a job freezes and builds it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a release with its manifest, once it is built */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        release: components["schemas"]["Release"];
                        manifest: {
                            /** @constant */
                            manifest_version: 2;
                            generator: {
                                name: string;
                                version: string;
                            };
                            release: {
                                id: string;
                                number: number;
                                name: string;
                                licence: string;
                                /** Format: date-time */
                                frozen_at: string;
                            };
                            project: {
                                id: string;
                                slug: string;
                                name: string;
                            };
                            /** @constant */
                            offset_unit: "code points";
                            /** @constant */
                            offset_range: "half-open";
                            /** @constant */
                            discontinuous_text: "fragments joined by one space";
                            filter: {
                                /** @default [] */
                                layers: string[];
                                /** @default [] */
                                codes: string[];
                                /** @default [] */
                                coders: string[];
                                /** @default [] */
                                states: ("unreviewed" | "accepted" | "amended" | "rejected" | "disputed")[];
                            };
                            articles: {
                                /** @default [] */
                                publishers: string[];
                                /** @default null */
                                from: string | null;
                                /** @default null */
                                to: string | null;
                                /** @default null */
                                minAgreement: number | null;
                            };
                            splits: {
                                train: number;
                                dev: number;
                                test: number;
                                seed: string;
                            } | null;
                            anonymised: boolean;
                            codebook: {
                                name: string | null;
                                version: number | null;
                                sha256: string | null;
                                versions_used: number[];
                            };
                            history: {
                                event: number;
                                hash: string;
                            };
                            counts: {
                                [key: string]: number;
                            };
                            split_counts: {
                                [key: string]: {
                                    [key: string]: number;
                                };
                            } | null;
                            formats: {
                                [key: string]: {
                                    losses: {
                                        [key: string]: number;
                                    };
                                    normalised: {
                                        [key: string]: number;
                                    };
                                };
                            };
                            reasons: {
                                [key: string]: string;
                            };
                            files: {
                                path: string;
                                bytes: number;
                                sha256: string;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download a release as a ZIP */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path: {
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Withdraw a release: a tombstone stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the project’s webhooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    /** @default [] */
                    kinds?: string[];
                };
            };
        };
        responses: {
            /** @description Tell an address what happens in the project from now on */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a webhook */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "on" | "paused";
                };
            };
        };
        responses: {
            /** @description Pause a webhook, or go on where it stopped */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last attempts to send to a webhook, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                    };
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebAnnotations: {
        parameters: {
            query?: {
                iris?: "0" | "1";
                page?: number;
            };
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                articleVersionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The annotations of an article’s version as a container (W3C Web Annotation Protocol) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["WebAnnotation"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeat of it is answered as the first was, for a day */
                "Idempotency-Key"?: string;
            };
            path: {
                articleVersionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebAnnotation"];
            };
        };
        responses: {
            /** @description Add a Web Annotation to the container */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["WebAnnotation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebAnnotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answered with 304 where nothing has changed */
                "If-None-Match"?: string;
            };
            path: {
                articleVersionId: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read one annotation as a Web Annotation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["WebAnnotation"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceWebAnnotation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                articleVersionId: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebAnnotation"];
            };
        };
        responses: {
            /** @description Replace a Web Annotation of one’s own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["WebAnnotation"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebAnnotation: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                articleVersionId: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a Web Annotation of one’s own; its history stays */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This interface, as OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
