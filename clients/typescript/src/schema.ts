// Generated from docs/openapi.json by `make api`; do not edit. 97240231f2caeecc2fd07996df8f8b937a49b22b42d5ae8127595ade5d8f4855
import type { Upload } from "./calls.js";
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountEntry: {
            id: number;
            /** Format: date-time */
            created_at: string;
            /** @description Above 0: they owe more. */
            delta: number;
            /** @description What they owed after it. */
            balance: number;
            /** @enum {string} */
            reason: "sale" | "repayment" | "refund" | "write_off";
            /** @description The sale on credit that it is about. */
            transaction_id: number;
            payment_id: number | null;
            /** @description That of the payment. */
            method: ("cash" | "transfer" | "qris" | "card" | "ewallet" | "credit") | null;
            due_on: string | null;
            actor_id: number;
            actor_name: string;
        };
        AccountPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            entries: components["schemas"]["AccountEntry"][];
        };
        ActivitiesExportAnswer: {
            activities: components["schemas"]["Activity"][];
        };
        ActivitiesExportQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @enum {string} */
            type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "stock_moved" | "customer_created" | "customer_changed" | "customer_erased" | "debt_repaid" | "sale" | "counter_sale" | "order_placed" | "order_payment" | "order_paid" | "order_cancelled" | "refund" | "voucher_created" | "voucher_changed" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "json";
        };
        ActivitiesListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @enum {string} */
            type?: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "stock_moved" | "customer_created" | "customer_changed" | "customer_erased" | "debt_repaid" | "sale" | "counter_sale" | "order_placed" | "order_payment" | "order_paid" | "order_cancelled" | "refund" | "voucher_created" | "voucher_changed" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
        };
        Activity: {
            id: number;
            /** @enum {string} */
            type: "sign_up" | "sign_in" | "profile_changed" | "email_change_requested" | "email_changed" | "email_verified" | "password_reset_requested" | "password_reset" | "password_changed" | "second_factor_enabled" | "second_factor_disabled" | "second_factor_reset" | "second_factor_policy" | "recovery_code_used" | "recovery_codes_renewed" | "product_created" | "product_changed" | "product_deleted" | "product_viewed" | "category_created" | "category_changed" | "category_deleted" | "brand_created" | "brand_changed" | "brand_deleted" | "stock_moved" | "customer_created" | "customer_changed" | "customer_erased" | "debt_repaid" | "sale" | "counter_sale" | "order_placed" | "order_payment" | "order_paid" | "order_cancelled" | "refund" | "voucher_created" | "voucher_changed" | "import" | "export" | "analysis" | "course_created" | "course_changed" | "course_published" | "course_deleted" | "course_restored" | "course_enrolled" | "course_left" | "course_completed" | "quiz_submitted" | "progress_waived" | "learner_removed" | "learner_readmitted" | "quiz_allowed" | "certificate_reissued" | "certificate_revoked" | "api_key_created" | "api_key_changed" | "api_key_rotated" | "api_key_revoked" | "role_requested" | "role_request_withdrawn" | "role_granted" | "role_denied" | "shop_changed";
            /** @description The id of the object, whose kind the type implies. */
            subject_id: number | null;
            detail: string;
            /** @description The address of the client. */
            address: string;
            /** Format: date-time */
            created_at: string;
        };
        ActivityPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            activities: components["schemas"]["Activity"][];
        };
        /** @description The allowance beyond the limits of the quiz. */
        Allowance: {
            attempts: number;
            minutes: number;
            reason: string;
        };
        /** @description The learner's total allowance beyond the limits of the quiz. Repeating the request adds nothing. */
        AllowanceUpdate: {
            /**
             * @description Additional attempts.
             * @default 0
             */
            attempts?: number;
            /**
             * @description Additional minutes in each attempt, including the one in progress.
             * @default 0
             */
            minutes?: number;
            reason: string;
        };
        AnalysesCreateQuery: {
            /** @default true */
            include_forecast?: boolean;
            /**
             * @description Include a chart of each series as SVG.
             * @default false
             */
            include_visualizations?: boolean;
            /**
             * @description Return the answer as a file: the JSON, or its rows as CSV.
             * @enum {string}
             */
            export_format?: "json" | "csv";
            /** @description Number of periods to forecast; the default depends on frequency. */
            horizon?: number;
            /**
             * @description best: more models, at about ten times the cost.
             * @default fast
             * @enum {string}
             */
            tier?: "fast" | "best";
            /**
             * @description Frequency of the series, if the dates leave it open, or a coarser one.
             * @enum {string}
             */
            frequency?: "hour" | "day" | "business_day" | "week" | "month" | "quarter" | "semester" | "year";
            /** @description Name of the date column. */
            date?: string;
            /**
             * @description Names of the columns that identify series, such as products.
             * @default []
             */
            series?: string[];
            /**
             * @description Names of the value columns.
             * @default []
             */
            value?: string[];
            /**
             * @description Rows to leave out, as `column:cell`, such as Status:Batal.
             * @default []
             */
            skip?: string[];
            /**
             * @description How rows of one period are combined; count: the number of rows, if each row is a sale.
             * @enum {string}
             */
            aggregate?: "sum" | "mean" | "count";
            /**
             * @description Value of a period without a row.
             * @enum {string}
             */
            fill?: "zero" | "interpolate";
            /**
             * @description Order of day and month in dates such as 03/04/2026.
             * @enum {string}
             */
            day_order?: "day_first" | "month_first";
            /** @description Year of dates without one, such as Januari or 5 Jan. */
            year?: number;
            /**
             * Format: date
             * @description Last day of all series.
             */
            through?: string;
        };
        Analysis: {
            columns: components["schemas"]["UsedColumns"];
            frequency: components["schemas"]["Frequency"];
            rows: number;
            tier: string;
            horizon: number | null;
            aggregate: string | null;
            fill: string | null;
            /** @description The first notices about rows, columns and series. */
            notices: components["schemas"]["Notice"][];
            notice_counts: {
                [key: string]: number;
            };
            /** @description Result for the sum of all series, if they can be added. */
            totals: components["schemas"]["SeriesResult"] | null;
            series: components["schemas"]["Series"][];
            /** @description What is missing because time or memory ran out. */
            degraded: components["schemas"]["Degraded"] | null;
        };
        AnalyticsListCompletionRatesQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description Only this course. */
            course_id?: number;
            /**
             * @description csv: all figures as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /**
             * @description month: by month of enrolment too.
             * @default course
             * @enum {string}
             */
            by?: "course" | "month";
        };
        AnalyticsListCourseEngagementQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description Only this course. */
            course_id?: number;
            /**
             * @description csv: all figures as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyticsListCourseProgressQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description Only this course. */
            course_id?: number;
            /**
             * @description csv: all figures as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyticsListUserProgressQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @description Only this course. */
            course_id?: number;
            /**
             * @description csv: all figures as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /** @enum {string} */
            state?: "not_started" | "in_progress" | "completed" | "left";
            /** @description Inactive for at least this many days. */
            inactive_days?: number;
            /** @description A part of the learner's name. */
            name?: string;
            /**
             * @description Learners of your courses, your own enrolments, or all (admins); default: the widest.
             * @enum {string}
             */
            scope?: "learners" | "own" | "all";
        };
        AnalyticsShowCohortsQuery: {
            course_id: number;
            /**
             * @description csv: all figures as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        AnalyzeForm: {
            /**
             * Format: binary
             * @description CSV or JSON with a date column, a value column and one row per date; at most 64 MB.
             */
            file: Upload;
        };
        /** @description An answer to one question: the chosen `options`, or the `text` of a short answer. */
        Answer: {
            question_id: number;
            /** @default null */
            options?: number[] | null;
            /** @default null */
            text?: string | null;
        };
        /**
         * @description Answers to questions of the attempt, at most one to each.
         * @example {
         *       "answers": [
         *         {
         *           "question_id": 1,
         *           "options": [
         *             2
         *           ]
         *         },
         *         {
         *           "question_id": 2,
         *           "text": "Aceh"
         *         }
         *       ]
         *     }
         */
        Answers: {
            /** @default [] */
            answers?: components["schemas"]["Answer"][];
        };
        ApiKey: {
            id: number;
            user_id: number;
            name: string;
            /** @description The beginning of the key, which identifies it. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "customers:read" | "customers:write" | "imports:read" | "imports:write" | "payments:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read" | "webhooks:read" | "webhooks:write")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and active until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Updated at most once a minute. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that replaces it. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
        };
        ApiKeyCreate: {
            /**
             * Format: password
             * @description Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`).
             * @default null
             */
            current_password?: string | null;
            /** @default API key */
            name?: string;
            /**
             * @description The default is all read scopes.
             * @default [
             *       "analytics:read",
             *       "courses:read",
             *       "customers:read",
             *       "imports:read",
             *       "products:read",
             *       "transactions:read",
             *       "users:read",
             *       "webhooks:read"
             *     ]
             */
            scopes?: ("analytics:read" | "courses:read" | "courses:write" | "customers:read" | "customers:write" | "imports:read" | "imports:write" | "payments:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read" | "webhooks:read" | "webhooks:write")[];
            /** @default 90 */
            expires_in_days?: number;
            /**
             * @description Calls per hour; only admins may exceed the quota of all keys.
             * @default null
             */
            quota?: number | null;
        };
        ApiKeyIntrospection: {
            id: number;
            user_id: number;
            name: string;
            /** @description The beginning of the key, which identifies it. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "customers:read" | "customers:write" | "imports:read" | "imports:write" | "payments:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read" | "webhooks:read" | "webhooks:write")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and active until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Updated at most once a minute. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that replaces it. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /** @description The owner's current roles, which the key acts with. */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        ApiKeyLeakReport: {
            api_key: string;
            /**
             * @description The place it was found at; the owner is notified.
             * @default
             */
            where?: string;
        };
        ApiKeyPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            api_keys: components["schemas"]["ApiKey"][];
        };
        ApiKeyRotate: {
            /**
             * Format: password
             * @description Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`).
             * @default null
             */
            current_password?: string | null;
            /**
             * @description The old key keeps working for this long.
             * @default 24
             */
            overlap_hours?: number;
        };
        ApiKeyUpdate: {
            name?: string;
            /** @description Calls per hour; only admins may exceed the quota of all keys. */
            quota?: number | null;
        };
        ApiKeyWithUsage: {
            id: number;
            user_id: number;
            name: string;
            /** @description The beginning of the key, which identifies it. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "customers:read" | "customers:write" | "imports:read" | "imports:write" | "payments:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read" | "webhooks:read" | "webhooks:write")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and active until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Updated at most once a minute. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that replaces it. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /** @description Calls within the window up to now; null if they are not limited. */
            used: number | null;
            /** @description The calls that one window allows. */
            allowed: number | null;
            window_seconds: number | null;
        };
        ApiKeysListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /** @description The owner; other users' keys are for admins. */
            user_id?: number;
        };
        Arrival: {
            /** @description What arrived, with its code. */
            amount: number;
            /** @description Names the money at the bank. */
            reference: string;
            /** @description The request that it is for, if the amount alone does not tell it (`arrival_ambiguous`). */
            request_id?: number | null;
            /** @description The till whose open shift it belongs to. Who has signed in there may omit it. */
            till_id?: number | null;
        };
        /** @description An attempt with its questions. */
        Attempt: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            /** @description The end of its time. Answers are accepted for 30 s more, for slow connections. */
            expires_at: string | null;
            /** @description `expires_at` if it was not submitted in time; the saved answers count then. */
            submitted_at: string | null;
            course_id: number;
            content_id: number;
            mastery_score: number | null;
            /** @description Null: unlimited. */
            attempts_left: number | null;
            questions: components["schemas"]["AttemptQuestion"][];
        };
        /** @description An option of a question. It doesn't reveal if it is correct. */
        AttemptOption: {
            /** @description Valid in this attempt only; the course's owner sees the option's own id. */
            id: number;
            text: string;
        };
        /**
         * @description A question in the order of this attempt.
         *
         *     `right` is shown once the attempt is submitted; the correct answers are shown after an attempt that passed or after
         *     the last one. Both only if the author allows it.
         */
        AttemptQuestion: {
            id: number;
            /** @enum {string} */
            kind: "single" | "multiple" | "short";
            text: string;
            points: number;
            options: components["schemas"]["AttemptOption"][];
            answer: components["schemas"]["GivenAnswer"] | null;
            /** @default null */
            right?: boolean | null;
            /** @default null */
            correct_options?: number[] | null;
            /** @default null */
            accepted?: string[] | null;
            /** @default null */
            explanation?: string | null;
        };
        /** @description An attempt of a learner. The score is in percent. */
        AttemptSummary: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            /** @description The end of its time. Answers are accepted for 30 s more, for slow connections. */
            expires_at: string | null;
            /** @description `expires_at` if it was not submitted in time; the saved answers count then. */
            submitted_at: string | null;
        };
        /**
         * @description A learner's attempts at a quiz, newest first, and its limits.
         *
         *     `quiz` is null if the content is no longer a quiz.
         */
        Attempts: {
            quiz: components["schemas"]["QuizLimits"] | null;
            attempts: components["schemas"]["AttemptSummary"][];
        };
        AuditEntry: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description Null for an anonymous caller and the service itself. */
            user_id: number | null;
            user_name: string | null;
            /** @description The API key of the call. */
            key_id: number | null;
            address: string;
            request_id: string;
            /** @enum {string} */
            operation: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            table: string;
            /** @description The values of the primary key, joined by colons. */
            row_id: string;
            /** @description The method and the route of a denied call. */
            route: string;
            changes: components["schemas"]["ColumnChange"][];
            /** @description The number of its link in the chain, added within a minute. */
            seal: number | null;
        };
        AuditExportAnswer: {
            entries: components["schemas"]["AuditEntry"][];
        };
        AuditExportQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @description The user who acted. */
            user_id?: number;
            key_id?: number;
            table?: string;
            /** @description Together with `table`. */
            row_id?: string;
            /** @enum {string} */
            operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            request_id?: string;
            address?: string;
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "json";
        };
        AuditHead: {
            /** @description The number of entries in the chain. */
            number: number;
            /** @description SHA-256 over all of them. A copy kept elsewhere reveals later changes of these entries. */
            link: string;
            sealed_at: string | null;
        };
        AuditListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @description The user who acted. */
            user_id?: number;
            key_id?: number;
            table?: string;
            /** @description Together with `table`. */
            row_id?: string;
            /** @enum {string} */
            operation?: "INSERT" | "UPDATE" | "DELETE" | "DENIED";
            request_id?: string;
            address?: string;
        };
        AuditPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            entries: components["schemas"]["AuditEntry"][];
        };
        Avatar: {
            avatar_url: string;
            urls: components["schemas"]["ImageUrls"];
        };
        AvatarForm: {
            /**
             * Format: binary
             * @description A JPEG, PNG, WebP, AVIF or GIF of at most 10 MB.
             */
            avatar: Upload;
        };
        Backup: {
            id: number;
            /** @description The name of the archive at `BACKUP_TO`. */
            name: string;
            /** @description The job that made it; null: the command `flask backup`. */
            job_id: number | null;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            bytes: number | null;
            row_count: number | null;
            file_count: number | null;
            /** @description The end of the audit chain in the archive. */
            audit_head: components["schemas"]["BackupHead"] | null;
            /** @description Why it failed, such as `disk_full`. */
            error: string | null;
            /** Format: date-time */
            started_at: string;
            finished_at: string | null;
            /** @description When it was deleted, as `BACKUP_KEEP` says. */
            deleted_at: string | null;
        };
        BackupHead: {
            number: number;
            link: string;
        };
        Backups: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            backups: components["schemas"]["Backup"][];
        };
        BackupsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        BankAccount: {
            bank: string;
            number: string;
            holder: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "product_id": 7,
         *           "qty": 2
         *         }
         *       ],
         *       "expected_total": 100000
         *     }
         */
        Basket: {
            items: components["schemas"]["Item"][];
            /** @description Taken off what is left of all items, by the seller of all of them. */
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description The code of a voucher of a seller of the items. */
            voucher?: string | null;
            /** @description The total that the buyer has agreed to. If the sale would cost another, the answer is a 409 `total_changed` with the new `quote`, and nothing is sold. */
            expected_total?: number;
            /** @description At the counter: how the customer pays. They sum up to the total; one of them may have no amount, and pays what the others leave. A quote does not add them up. */
            payments?: components["schemas"]["CounterPayment"][];
            /** @description A UUID that the till gives to a sale with `payments`, before it is sent. A repeated call with it, at whatever time, returns the sale that it names. */
            client_id?: string | null;
            /** @description The till that sells, with `payments`, in its open shift: the sale gets the next number of its receipts. Who has signed in there may omit it. */
            till_id?: number | null;
            /** @description At the counter: a customer of the seller. Omitted: a walk-in customer, who buys nothing on credit. */
            customer_id?: number | null;
        };
        Brand: {
            id: number;
            name: string;
            owner_id: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Gayo Asli"
         *     }
         */
        BrandCreate: {
            name: string;
            /**
             * @description The only seller who may use the brand; null: all sellers.
             * @default null
             */
            owner_id?: number | null;
        };
        BrandList: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            brands: components["schemas"]["Brand"][];
        };
        BrandSnapshot: {
            name: string;
            owner_id: number | null;
        };
        BrandUpdate: {
            name?: string;
            /** @description The only seller who may use the brand; null: all sellers. */
            owner_id?: number | null;
        };
        BrandsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        CashMove: {
            id: number;
            /** @enum {string} */
            kind: "in" | "out";
            amount: number;
            reason: string;
            /** Format: date-time */
            created_at: string;
        };
        CategoriesDelete: {
            /** @description Those that do not exist are skipped. */
            ids: number[];
            /**
             * @description The category that their products get; null: none.
             * @default null
             */
            move_to?: number | null;
        };
        CategoriesDeleted: {
            /** @description Deleted categories, with those below the given ones. */
            deleted: number;
            products_moved: number;
            /** @description False: products are left, and no category is deleted yet. Call again. */
            done: boolean;
        };
        Category: {
            id: number;
            parent_id: number | null;
            name: string;
            children: components["schemas"]["Category"][];
        };
        /**
         * @example {
         *       "name": "Kopi",
         *       "parent_id": null
         *     }
         */
        CategoryCreate: {
            name: string;
            /** @default null */
            parent_id?: number | null;
        };
        CategorySales: {
            category_id: number | null;
            name: string | null;
            products: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            /** @description Outside of 0 to 1 only where more was given back than sold in the span. */
            share: number | null;
        };
        CategorySnapshot: {
            parent_id: number | null;
            name: string;
        };
        CategoryTree: {
            categories: components["schemas"]["Category"][];
        };
        CategoryUpdate: {
            name?: string;
            parent_id?: number | null;
        };
        CategoryWithPath: {
            id: number;
            parent_id: number | null;
            name: string;
            children: components["schemas"]["Category"][];
            /** @description Names from the top of the tree down to this category. */
            path: string[];
        };
        Certificate: {
            code: string;
            valid: boolean;
            learner_name: string;
            /** @description The name as the PDF prints it. Characters that the fonts lack are transliterated and emoji left out; reissue the certificate with a printable name if that is wrong. */
            printed_name: string;
            course_id: number;
            course_title: string;
            language: string;
            /** Format: date-time */
            issued_at: string;
            revoked_at: string | null;
            /** @description Why it was revoked; visible to its holder, the course's owner and admins. */
            reason: string | null;
            /** @description The code of the certificate that replaced it; visible to the same users. */
            replaced_by: string | null;
            /** @description The page on which anyone can verify it. */
            url: string;
        };
        CertificateList: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            certificates: components["schemas"]["Certificate"][];
        };
        CertificateReissue: {
            /** @description The corrected name. */
            learner_name: string;
            /** @description The holder is told the reason. */
            reason: string;
        };
        CertificatesListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        ChangeList: {
            changes: (components["schemas"]["ChangedProduct"] | components["schemas"]["ChangedCategory"] | components["schemas"]["ChangedBrand"] | components["schemas"]["ChangedOutlet"] | components["schemas"]["ChangedTill"] | components["schemas"]["ChangedStaff"] | components["schemas"]["ChangedCustomer"] | components["schemas"]["ChangedVoucher"] | components["schemas"]["ChangedTaxProfile"])[];
            next_since: string;
            has_more: boolean;
        };
        ChangedBrand: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "brand";
            /** @default null */
            product?: null;
            /** @default null */
            category?: null;
            brand: components["schemas"]["BrandSnapshot"] | null;
        };
        ChangedCategory: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "category";
            /** @default null */
            product?: null;
            category: components["schemas"]["CategorySnapshot"] | null;
            /** @default null */
            brand?: null;
        };
        ChangedCustomer: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "customer";
            customer: components["schemas"]["TillCustomer"] | null;
        };
        ChangedOutlet: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "outlet";
            outlet: components["schemas"]["TillOutlet"] | null;
        };
        ChangedProduct: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "product";
            product: components["schemas"]["ListedProduct"] | null;
            /** @default null */
            category?: null;
            /** @default null */
            brand?: null;
        };
        /** @description `id` is that of the user. Of no use for a sign-in: PINs are not told. */
        ChangedStaff: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "staff";
            staff: components["schemas"]["TillStaff"] | null;
        };
        /** @description `id` is its first day, such as 20261201. */
        ChangedTaxProfile: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "tax_profile";
            tax_profile: components["schemas"]["TaxProfile"] | null;
        };
        ChangedTill: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "till";
            till: components["schemas"]["TillSettings"] | null;
        };
        /** @description One that was withdrawn is deleted. */
        ChangedVoucher: {
            id: number;
            /** @description True: delete your copy; the item has no other data. */
            deleted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "voucher";
            voucher: components["schemas"]["TillVoucher"] | null;
        };
        ChangesListQuery: {
            /**
             * @description Empty or 0 on the first call; then the last `next_since`.
             * @default
             */
            since?: string;
            /** @default 500 */
            limit?: number;
            /** @description For the owner of this till and the staff on duty there: all that it needs to sell without a network. Read it from the beginning with this parameter. */
            till_id?: number;
        };
        Checked: {
            accepted: boolean;
            /** @description What it takes off; 0 if it is refused. */
            amount: number;
            /** @description The verdict of each rule of the voucher. */
            rules: components["schemas"]["RuleVerdict"][];
        };
        ClassSales: {
            class: ("A" | "B" | "C") | null;
            products: number;
            /** @description Whole rupiah. */
            revenue: number;
            /** @description Outside of 0 to 1 only where more was given back than sold in the span. */
            share: number | null;
        };
        Cohort: {
            month: string;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            size: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed_7_days: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed_30_days: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed_90_days: number | null;
            retention: (number | null)[];
        };
        CohortReport: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to show its figures. */
            hidden: boolean;
            /**
             * Format: date-time
             * @description The time of the figures.
             */
            as_of: string;
            /** @description The definition of each figure, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            cohorts: components["schemas"]["Cohort"][];
        };
        ColumnChange: {
            column: string;
            /** @description Null also if the row is new. Secrets are shown as [redacted]. */
            old: unknown;
            new: unknown;
        };
        ComparisonPeriod: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            average_basket: number | null;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            growth: components["schemas"]["GrowthByFigure"];
        };
        CompletionRateReport: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description The time of the figures.
             */
            as_of: string;
            /** @description The definition of each figure, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["CourseCompletionRate"][];
        };
        Confirmation: {
            /** @description What arrived. Omitted: `payable`. Anything but `payable` or `amount` sends the request to `review`. */
            received?: number | null;
            /** @description Names the money at the bank. */
            reference?: string | null;
            /** @description The till whose open shift it belongs to. Who has signed in there may omit it. */
            till_id?: number | null;
        };
        /**
         * @example {
         *       "section_id": 3,
         *       "kind": "text",
         *       "body": "Daftar di **OSS**."
         *     }
         */
        ContentCreate: {
            section_id: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            /** @default null */
            position?: number | null;
            /**
             * @description The Markdown of a text, the URL of a video, the description of a file.
             * @default
             */
            body?: string;
            /** @default null */
            quiz?: components["schemas"]["Quiz"] | null;
            /**
             * @description Completing the course requires it.
             * @default true
             */
            required?: boolean;
            /**
             * @description The criterion that satisfies it (cmi5 moveOn); null: Passed for a quiz, else Completed.
             * @default null
             */
            move_on?: ("Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable") | null;
            /** @default null */
            mastery_score?: number | null;
            /**
             * @description The time that it takes.
             * @default null
             */
            minutes?: number | null;
            /**
             * @description The contents to satisfy before this one opens.
             * @default []
             */
            prerequisites?: number[];
        };
        ContentEngagement: {
            content_id: number;
            place: number;
            title: string;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            started: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            satisfied: number | null;
            drop_off: number | null;
            mean_seconds: number | null;
        };
        ContentProgress: {
            content_id: number;
            title: string;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            section: number;
            /**
             * @description Started contents stay open and satisfied ones satisfied, also in later versions.
             * @enum {string}
             */
            state: "locked" | "open" | "started" | "satisfied";
            /** @description The rule that completes it, by Accept-Language. */
            rule: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            percent: number;
            position: number | null;
            seconds: number;
            score: number | null;
            completed_at: string | null;
            passed_at: string | null;
            waived_at: string | null;
            satisfied_at: string | null;
        };
        ContentUpdate: {
            section_id?: number;
            title?: string;
            /** @description From 1; a position beyond the end means the end. */
            position?: number;
            /** @description The Markdown of a text, the URL of a video, the description of a file. */
            body?: string;
            quiz?: components["schemas"]["Quiz"];
            /** @description Completing the course requires it. */
            required?: boolean;
            /** @enum {string} */
            move_on?: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            /** @description The passing score of a quiz in percent. */
            mastery_score?: number;
            /** @description The time that it takes. */
            minutes?: number | null;
            /** @description The contents to satisfy before this one opens. */
            prerequisites?: number[];
        };
        Count: {
            /** @description The cash in the drawer. */
            counted: number;
        };
        CounterPayment: {
            /**
             * @description credit: the customer of `customer_id` pays it later, within their limit.
             * @enum {string}
             */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet" | "credit";
            /**
             * @description A part of what is due. Omitted: all of it.
             * @default null
             */
            amount?: number | null;
            /**
             * @description The cash handed over, at least the amount as it is rounded; the answer has the `change`.
             * @default null
             */
            tendered?: number | null;
            /**
             * @description Names the money at the bank.
             * @default null
             */
            reference?: string | null;
            /**
             * @description The day by which credit is to be paid, in Jakarta. Not in the past.
             * @default null
             */
            due_on?: string | null;
        };
        Course: {
            id: number;
            title: string;
            summary: string;
            language: string;
            sequential: boolean;
            owner: components["schemas"]["CourseAuthor"];
            /** @description Open to new learners. */
            open: boolean;
            /** @description Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: number;
            contents: number;
            /** @description The total time of the contents that state one. */
            minutes: number;
            /** @description The product to buy to enrol, if one is sold. */
            product: components["schemas"]["CourseProduct"] | null;
            /** @description You are enrolled. */
            enrolled: boolean;
            /** @description Your progress. */
            percent: number | null;
            completed_at: string | null;
        };
        CourseAuthor: {
            id: number;
            name: string;
        };
        CourseCompletionRate: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to show its figures. */
            hidden: boolean;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            enrolled: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed: number | null;
            rate: number | null;
            rate_low: number | null;
            rate_high: number | null;
            median_days: number | null;
            /**
             * @description With by=month.
             * @default null
             */
            months?: components["schemas"]["MonthlyCompletionRate"][] | null;
        };
        /**
         * @example {
         *       "language": "id"
         *     }
         */
        CourseCreate: {
            title: string;
            /** @default  */
            summary?: string;
            /**
             * @description Markdown.
             * @default
             */
            description?: string;
            /**
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * @description A content opens only when all required ones before it are satisfied.
             * @default false
             */
            sequential?: boolean;
            /**
             * @description Buying this product enrols the buyer, and it needs no stock; null: anyone may enrol.
             * @default null
             */
            product_id?: number | null;
            /**
             * @description False: closed to new learners; enrolled ones continue.
             * @default true
             */
            listed?: boolean;
            /**
             * @description Courses to complete before enrolling.
             * @default []
             */
            prerequisites?: number[];
            /**
             * @description The author, besides admins; null: the caller.
             * @default null
             */
            owner_id?: number | null;
        };
        CourseDraft: {
            id: number;
            /** @description The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`. */
            revision: number;
            owner_id: number;
            title: string;
            summary: string;
            description: string;
            language: string;
            sequential: boolean;
            product_id: number | null;
            listed: boolean;
            prerequisites: number[];
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: components["schemas"]["DraftSection"][];
            /** @description Removed from the draft; a `section_id` restores one. */
            removed: components["schemas"]["DraftContent"][];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        CourseDraftsPublishQuery: {
            /**
             * @description Check only, and return the number of the version.
             * @default false
             */
            dry_run?: boolean;
        };
        CourseEngagementReport: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description The time of the figures.
             */
            as_of: string;
            /** @description The definition of each figure, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["EngagementFigures"][];
        };
        CourseOutline: {
            id: number;
            title: string;
            summary: string;
            language: string;
            sequential: boolean;
            owner: components["schemas"]["CourseAuthor"];
            /** @description Open to new learners. */
            open: boolean;
            /** @description Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
            /** @description The number of the published version, null before the first. */
            version: number | null;
            published_at: string | null;
            sections: number;
            contents: number;
            /** @description The total time of the contents that state one. */
            minutes: number;
            /** @description The product to buy to enrol, if one is sold. */
            product: components["schemas"]["CourseProduct"] | null;
            /** @description You are enrolled. */
            enrolled: boolean;
            /** @description Your progress. */
            percent: number | null;
            completed_at: string | null;
            description_html: string;
            /** @description The courses to complete before enrolling. */
            prerequisites: components["schemas"]["CourseReference"][];
            outline: components["schemas"]["OutlineSection"][];
        };
        CourseProduct: {
            id: number;
            name: string;
            price: number;
        };
        CourseProgress: {
            course_id: number;
            title: string;
            version: number;
            /** Format: date-time */
            enrolled_at: string;
            started_at: string | null;
            active_at: string | null;
            /** @description The percentage of this version's required contents; it stays 100 once completed. */
            percent: number;
            completed: boolean;
            completed_at: string | null;
            certificate: components["schemas"]["IssuedCertificate"] | null;
            seconds: number;
            /** @description Where to resume; null once completed. */
            resume: components["schemas"]["ResumePoint"] | null;
            /** @description This version's required contents that are not satisfied yet. */
            left: number[];
            /** @description How many of these were added after the learner completed the course. */
            new_contents: number;
            contents: components["schemas"]["ContentProgress"][];
        };
        CourseProgressReport: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description The time of the figures.
             */
            as_of: string;
            /** @description The definition of each figure, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            courses: components["schemas"]["ProgressFigures"][];
        };
        CourseReference: {
            id: number;
            title: string;
        };
        CourseStatementsExportAnswer: {
            statements: Record<string, never>[];
        };
        CourseStatementsExportQuery: {
            /**
             * @description me: only your own statements.
             * @constant
             */
            user?: "me";
        };
        CourseUpdate: {
            title?: string;
            summary?: string;
            /** @description Markdown. */
            description?: string;
            /** @enum {string} */
            language?: "id" | "en";
            /** @description A content opens only when all required ones before it are satisfied. */
            sequential?: boolean;
            /** @description Buying this product enrols the buyer, and it needs no stock; null: anyone may enrol. */
            product_id?: number | null;
            /** @description False: closed to new learners; enrolled ones continue. */
            listed?: boolean;
            /** @description Courses to complete before enrolling. */
            prerequisites?: number[];
            /** @description The author, besides admins; only admins set it. */
            owner_id?: number;
        };
        CourseVersion: {
            number: number;
            title: string;
            contents: number;
            /** Format: date-time */
            published_at: string;
            published_by: components["schemas"]["CourseAuthor"];
        };
        CourseVersionDetail: {
            number: number;
            title: string;
            contents: number;
            /** Format: date-time */
            published_at: string;
            published_by: components["schemas"]["CourseAuthor"];
            summary: string;
            description_html: string;
            language: string;
            sequential: boolean;
            prerequisites: components["schemas"]["CourseReference"][];
            outline: components["schemas"]["OutlineSection"][];
        };
        CourseVersions: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            versions: components["schemas"]["CourseVersion"][];
        };
        Courses: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            courses: components["schemas"]["Course"][];
        };
        CoursesListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /**
             * @description Open courses, those you are enrolled in, your own, all, or deleted ones (admins).
             * @default open
             * @enum {string}
             */
            scope?: "open" | "enrolled" | "own" | "all" | "deleted";
        };
        CoursesListVersionsQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        Customer: {
            id: number;
            name: string;
            /** @description With a + and the country code. */
            phone: string | null;
            note: string;
            credit_limit: number;
            /** @description What they owe. */
            balance: number;
            /** @description The oldest sale for which they owe something. */
            oldest_unpaid: components["schemas"]["UnpaidSale"] | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "name": "Bu Tini",
         *       "phone": "0812 3456 7890",
         *       "credit_limit": 500000
         *     }
         */
        CustomerCreate: {
            name: string;
            /**
             * @description As 0812… or +62 812…; stored as +62812…. No two customers of a seller have the same.
             * @default null
             */
            phone?: string | null;
            /** @default  */
            note?: string;
            /**
             * @description What they may owe at most; 0: nothing is sold to them on credit.
             * @default 0
             */
            credit_limit?: number;
        };
        CustomerExport: {
            customer: components["schemas"]["Customer"];
            /** @description Newest first. */
            sales: components["schemas"]["SaleWithBuyer"][];
            /** @description Newest first. */
            entries: components["schemas"]["AccountEntry"][];
            /** @description What tills without a network have sent and is not in the books, latest first. */
            items: components["schemas"]["UnbookedItem"][];
        };
        CustomerPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            customers: components["schemas"]["Customer"][];
        };
        CustomerUpdate: {
            name?: string;
            /** @description As 0812… or +62 812…; stored as +62812…. No two customers of a seller have the same. */
            phone?: string | null;
            note?: string;
            /** @description What they may owe at most; 0: nothing is sold to them on credit. */
            credit_limit?: number;
        };
        CustomersDeleteQuery: {
            /**
             * @description Write off what they owe.
             * @default false
             */
            write_off?: boolean;
        };
        CustomersListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description The beginning of the name or of the phone number, as 0812 or +62812.
             * @default
             */
            search?: string;
            /**
             * @description Only those who owe something, most first.
             * @default false
             */
            debt?: boolean;
        };
        CustomersShowAccountQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        DailyActivity: {
            /** Format: date */
            day: string;
            active: number;
        };
        DebtBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            totals: components["schemas"]["DebtTotals"];
            /** @description Most first. */
            customers: components["schemas"]["Debtor"][];
        };
        DebtPaymentItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "debt_payment";
            customer_id: number;
            body: components["schemas"]["OrderPayment"];
        };
        DebtTotals: {
            /** @description Those for which something is owed. */
            sales: number;
            /** @description Due for at most 30 days, or not due yet. */
            days_0_30: number;
            /** @description Whole rupiah. */
            days_31_60: number;
            /** @description Whole rupiah. */
            days_61_90: number;
            /** @description Whole rupiah. */
            days_over_90: number;
            /** @description The sum of all ages: what is owed. */
            balance: number;
            customers: number;
        };
        Debtor: {
            /** @description Those for which something is owed. */
            sales: number;
            /** @description Due for at most 30 days, or not due yet. */
            days_0_30: number;
            /** @description Whole rupiah. */
            days_31_60: number;
            /** @description Whole rupiah. */
            days_61_90: number;
            /** @description Whole rupiah. */
            days_over_90: number;
            /** @description The sum of all ages: what is owed. */
            balance: number;
            customer_id: number;
            name: string;
            phone: string | null;
            /**
             * Format: date
             * @description The day on which the oldest of it was due.
             */
            oldest: string;
        };
        Degraded: {
            /** @description deadline, cpu, memory, crashed, or tier (fast was used instead of best). */
            reason: string;
            stage: string;
            series_done: number;
            series_total: number | null;
        };
        Delivery: {
            id: number;
            /** @enum {string} */
            kind: "regular" | "replay" | "test";
            event_id: string;
            type: string;
            /** Format: date-time */
            created_at: string;
            /** @description Null: a replay or a test that waits. */
            sent_at: string | null;
            milliseconds: number | null;
            /** @description Null: there was no answer; see `error`. */
            status_code: number | null;
            /** @description The first 500 characters. */
            answer: string | null;
            error: string | null;
        };
        DeliveryPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            deliveries: components["schemas"]["Delivery"][];
        };
        DemandPoint: {
            /** Format: date */
            date: string;
            mean: number;
            lo80: number | null;
            hi80: number | null;
            lo95: number | null;
            hi95: number | null;
        };
        DraftContent: {
            id: number;
            /** @description Null: removed from the draft. */
            section_id: number | null;
            position: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        DraftContentDetail: {
            id: number;
            /** @description Null: removed from the draft. */
            section_id: number | null;
            position: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            prerequisites: number[];
            file: components["schemas"]["File"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`. */
            revision: number;
            body: string;
            /** @description The rendered Markdown. */
            html: string;
            quiz: {
                [key: string]: unknown;
            } | null;
        };
        DraftSection: {
            id: number;
            position: number;
            title: string;
            contents: components["schemas"]["DraftContent"][];
        };
        DrawerCash: {
            opening: number;
            sales: number;
            debts: number;
            /** @description At most 0. */
            refunds: number;
            moved_in: number;
            moved_out: number;
            /** @description The sum of all, without what was moved out. */
            expected: number;
            counted: number | null;
            variance: number | null;
        };
        Email: {
            id: number;
            recipient: string;
            template: string;
            language: string;
            /** @enum {string} */
            state: "waiting" | "sent" | "given_up";
            /** @description The number of attempts. */
            attempts: number;
            /** @description The time of the next attempt while it is waiting. */
            due_at: string | null;
            /** @description Why the last attempt failed. Null once it is sent. */
            error: string | null;
            /** @description Its job, which can be retried once the e-mail was given up. */
            job_id: number | null;
            /** Format: date-time */
            created_at: string;
            sent_at: string | null;
        };
        EmailVerification: {
            /** @description The value of `token=` in the link. */
            token: string;
        };
        Emails: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            emails: components["schemas"]["Email"][];
        };
        EmailsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /** @enum {string} */
            state?: "waiting" | "sent" | "given_up";
        };
        EngagementFigures: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to show its figures. */
            hidden: boolean;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            learners: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            active_7_days: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            active_30_days: number | null;
            mean_seconds: number | null;
            /**
             * @description For a single course.
             * @default null
             */
            median_seconds?: number | null;
            /**
             * @description For a single course, the last 30 days.
             * @default null
             */
            days?: components["schemas"]["DailyActivity"][] | null;
            /**
             * @description For a single course.
             * @default null
             */
            contents?: components["schemas"]["ContentEngagement"][] | null;
        };
        Event: {
            /** @description The same wherever and however often the event is told. */
            id: string;
            type: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            /** @description `id` is that of the document; the rest depends on the type. */
            data: {
                [key: string]: unknown;
            };
        };
        EventList: {
            events: components["schemas"]["Event"][];
            next_since: string;
            has_more: boolean;
        };
        EventsListQuery: {
            /**
             * @description The last `next_since`; `now`: nothing that has happened yet. Empty: all of 30 days.
             * @default
             */
            since?: string;
            /**
             * @description Types separated by commas; empty: all.
             * @default
             */
            types?: string;
            /** @default 100 */
            limit?: number;
        };
        EventsStreamQuery: {
            /**
             * @description Types separated by commas; empty: all.
             * @default
             */
            types?: string;
            /**
             * @description How long the stream lasts.
             * @default 3600
             */
            seconds?: number;
        };
        FailedRow: {
            /** @description The line on which the row starts; the first line of the file is 1. */
            line: number;
            cells: string[];
            errors: components["schemas"]["RowFault"][];
        };
        FailedRowList: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            rows: components["schemas"]["FailedRow"][];
        };
        FigureGrowth: {
            value: number | null;
            reason: ("base_zero" | "base_incomplete") | null;
        };
        File: {
            name: string;
            /** @description In bytes. */
            size: number;
        };
        FileForm: {
            /**
             * Format: binary
             * @description Any file of at most 25 MB.
             */
            file: Upload;
        };
        ForecastPoint: {
            /** @description Start of the period, a day or a moment. */
            date: string;
            /** @description Expected value. */
            mean: number | null;
            /** @description Lower bound of the 80 % prediction interval. */
            lo80: number | null;
            hi80: number | null;
            /** @description Lower bound of the 95 % prediction interval. */
            lo95: number | null;
            hi95: number | null;
        };
        ForecastTotals: {
            /** @description Whole rupiah. */
            order_cost: number;
            forecast: components["schemas"]["DemandPoint"][] | null;
        };
        Frequency: {
            /** @description step: a period below a day, of `seconds` length. */
            unit: string;
            seconds: number | null;
        };
        /** @description The learner's answer. */
        GivenAnswer: {
            /** @default null */
            options?: number[] | null;
            /** @default null */
            text?: string | null;
        };
        /** @description A main product and its variants, as far as they are for sale. */
        Group: {
            lowest_price: number;
            highest_price: number;
            /** @description Of all of them. */
            stock: number;
        };
        Growth: {
            /** @description The last period compared with the one before. */
            period: components["schemas"]["GrowthRate"];
            /** @description The last period compared with the same a year earlier; for days the last 28. */
            year: components["schemas"]["GrowthRate"];
            /** @description Compound annual growth rate from the first year to the last. */
            cagr: components["schemas"]["GrowthRate"];
        };
        GrowthByFigure: {
            transactions: components["schemas"]["FigureGrowth"];
            units: components["schemas"]["FigureGrowth"];
            revenue: components["schemas"]["FigureGrowth"];
            average_basket: components["schemas"]["FigureGrowth"];
        };
        GrowthRate: {
            /** @description A fraction: 0.1 is 10 % more. */
            value: number | null;
            reason: string | null;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        HistoryPoint: {
            date: string;
            value: number | null;
            outlier: boolean;
        };
        Image: {
            id: string;
            type: string;
        };
        ImageList: {
            images: components["schemas"]["ProductImage"][];
        };
        ImageOrder: {
            /** @description The id of each image of the product, once; the product lists them. */
            image_ids: number[];
        };
        /** @description The same image in three sizes, as WebP. */
        ImageUrls: {
            /** @description At most 160 pixels wide and high. */
            small: string;
            /** @description At most 480. */
            medium: string;
            /** @description At most 1200. */
            large: string;
        };
        ImagesForm: {
            /** @description JPEG, PNG, WebP, AVIF or GIF of at most 10 MB each. `image` and `images[]` are aliases. */
            images: Upload[];
        };
        Import: {
            id: number;
            user_id: number;
            filename: string;
            size: number;
            /**
             * @description `create` rejects rows whose product exists; `upsert` updates it.
             * @enum {string}
             */
            mode: "upsert" | "create";
            dry_run: boolean;
            create_missing: boolean;
            /** @description shop for price lists, or the program that exported the file. */
            layout: string;
            encoding: string;
            delimiter: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            /** @description Why the import failed; null unless its state is failed. */
            error: components["schemas"]["ImportFault"] | null;
            progress: components["schemas"]["ImportProgress"];
            counts: components["schemas"]["ImportCounts"];
            warnings: components["schemas"]["ImportWarning"][];
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
            /** @description The titles of the file's columns, in the order of the cells. */
            header: string[];
            /** @description The title of the column of each field. */
            columns: {
                [key: string]: string;
            };
            /** @description The first row without faults, as it was read. */
            sample: components["schemas"]["ImportSample"];
            /** @description The first failed rows. */
            failures: components["schemas"]["FailedRow"][];
        };
        /** @description The outcome of rows: created + updated + unchanged + failed = rows. */
        ImportCounts: {
            rows: number;
            created: number;
            updated: number;
            unchanged: number;
            failed: number;
        };
        ImportFault: {
            code: string;
            msg: string;
        };
        ImportForm: {
            /**
             * Format: binary
             * @description CSV with `,`, `;` or tab, or a workbook (XLSX); at most 50 MB.
             */
            file: Upload;
        };
        ImportList: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            imports: components["schemas"]["ImportSummary"][];
        };
        ImportProgress: {
            rows_done: number;
            rows_total: number;
            rows_per_second: number | null;
            seconds_left: number | null;
        };
        ImportSample: {
            /** @default null */
            sku?: string | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            price?: number | null;
            /** @default null */
            cost?: number | null;
            /** @default null */
            tax_kind?: ("standard" | "luxury" | "exempt") | null;
            /** @default null */
            stock?: number | null;
            /** @default null */
            unit?: string | null;
            /** @default null */
            measure?: ("piece" | "gram" | "millimetre") | null;
            /** @default null */
            active?: boolean | null;
            /**
             * @description At most its first 200 characters.
             * @default null
             */
            description?: string | null;
            /**
             * @description From the top of the tree down.
             * @default null
             */
            category?: string[] | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            barcodes?: string[] | null;
        };
        ImportSummary: {
            id: number;
            user_id: number;
            filename: string;
            size: number;
            /**
             * @description `create` rejects rows whose product exists; `upsert` updates it.
             * @enum {string}
             */
            mode: "upsert" | "create";
            dry_run: boolean;
            create_missing: boolean;
            /** @description shop for price lists, or the program that exported the file. */
            layout: string;
            encoding: string;
            delimiter: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            /** @description Why the import failed; null unless its state is failed. */
            error: components["schemas"]["ImportFault"] | null;
            progress: components["schemas"]["ImportProgress"];
            counts: components["schemas"]["ImportCounts"];
            warnings: components["schemas"]["ImportWarning"][];
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        ImportWarning: {
            code: string;
            msg: string;
            count: number;
            values: components["schemas"]["WarningValue"][];
        };
        ImportsCreateQuery: {
            /**
             * @description Return the same report without changing anything.
             * @default false
             */
            dry_run?: boolean;
            /**
             * @description `create` rejects rows whose product exists; `upsert` updates it.
             * @default upsert
             * @enum {string}
             */
            mode?: "upsert" | "create";
            /**
             * @description Add missing categories and brands, at most 100 of each.
             * @default false
             */
            create_missing?: boolean;
            /** @description The rupiah for one unit of the currency that the prices are in, such as 16250. */
            rate?: string;
            /**
             * @description The encoding of a CSV file, if its bytes do not show it.
             * @enum {string}
             */
            encoding?: "utf-8" | "windows-1252" | "gb18030" | "big5" | "shift_jis" | "euc_kr" | "windows-1251" | "windows-1258";
            /**
             * @description The sheet of a workbook, if several contain data.
             * @default
             */
            sheet?: string;
            /**
             * @description The store whose prices and stock are imported, if an export has several.
             * @default
             */
            store?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            sku_column?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            name_column?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            price_column?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            cost_column?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            stock_column?: string;
            /**
             * @description The title of the column with this field, if it is not recognized or ambiguous.
             * @default
             */
            barcode_column?: string;
        };
        ImportsListFailedRowsQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        ImportsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        IssuedCertificate: {
            code: string;
            url: string;
            /** Format: date-time */
            issued_at: string;
            /** @description False if revoked. */
            valid: boolean;
            revoked_at: string | null;
        };
        /** @description A Profile of Open Badges 3.0; without `image` if the shop has no logo. */
        Issuer: {
            id: string;
            type: string[];
            name: string;
            url: string;
            /** @default null */
            image?: components["schemas"]["Image"] | null;
        };
        Item: {
            product_id: number;
            /** @description Whole pieces, grams or millimetres. */
            qty: number;
            /**
             * @description What the buyer asks for, such as `less sugar`. Items of a product with different notes or discounts are separate lines.
             * @default null
             */
            note?: string | null;
            /**
             * @description Taken off this item, by its seller.
             * @default null
             */
            discount?: components["schemas"]["NewDiscount"] | null;
        };
        ItemOfRefund: {
            /** @description Its number in the sale. */
            line: number;
            qty: number;
            /**
             * @description The goods go back into the stock.
             * @default true
             */
            restock?: boolean;
        };
        /** @description A problem as an answer of its own would have it. The other members depend on the code. */
        ItemProblem: {
            type: string;
            title: string;
            status: number;
            /** @description The message for people, by Accept-Language (en, id). */
            detail: string;
            code: string;
            msg: string;
            request_id: string | null;
        } & {
            [key: string]: unknown;
        };
        Job: {
            id: number;
            kind: string;
            user_id: number | null;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed";
            attempts: number;
            /**
             * Format: date-time
             * @description The next attempt; for a running job, the end of its lease.
             */
            due_at: string;
            rows_done: number;
            rows_total: number | null;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        Jobs: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            jobs: components["schemas"]["Job"][];
        };
        JobsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            kind?: string;
            /** @enum {string} */
            state?: "queued" | "running" | "done" | "failed";
        };
        KeptItem: {
            client_id: string;
            till_id: number;
            /** @enum {string} */
            type: "sale" | "refund" | "shift_open" | "move" | "shift_close" | "debt_payment";
            /** @enum {string} */
            state: "booked" | "review" | "rejected";
            /** @description The sale, refund, shift or payment that it became. */
            document_id: number | null;
            shift_id: number | null;
            /**
             * Format: date-time
             * @description By the clock of the till.
             */
            at: string;
            /** Format: date-time */
            received_at: string;
            flags: components["schemas"]["SyncFlag"][];
            /** @description Why it is refused, or waits for a review. */
            problem: components["schemas"]["ItemProblem"] | null;
            /** @description The item, while it is not booked. */
            body: {
                [key: string]: unknown;
            } | null;
            /** @description Who has sent it. */
            actor_id: number;
            reviewed_by: number | null;
            reviewed_at: string | null;
        };
        KeptItemPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            items: components["schemas"]["KeptItem"][];
        };
        /** @description The attempts of a learner for the course's owner, with their allowance. */
        LearnerAttempts: {
            quiz: components["schemas"]["QuizLimits"] | null;
            attempts: components["schemas"]["AttemptSummary"][];
            allowance: components["schemas"]["Allowance"];
        };
        LearnerProgress: {
            course_id: number;
            title: string;
            user_id: number;
            name: string;
            /** @enum {string} */
            state: "not_started" | "in_progress" | "completed" | "left";
            percent: number;
            seconds: number;
            /** Format: date-time */
            enrolled_at: string;
            started_at: string | null;
            active_at: string | null;
            completed_at: string | null;
            left_at: string | null;
        };
        LedgerEntry: {
            id: number;
            /** Format: date-time */
            created_at: string;
            delta: number;
            /** @description What was in that stock after it. */
            balance: number;
            /**
             * @description opening: the stock of a new product; sale: taken by an order; cancel: returned by one; return: came back by a refund; adjustment: a new stock by an edit or an import; transfer: between two stocks.
             * @enum {string}
             */
            reason: "opening" | "sale" | "cancel" | "return" | "adjustment" | "received" | "waste" | "correction" | "count" | "transfer";
            note: string | null;
            actor_id: number;
            actor_name: string;
            /** @description The order that took or returned it. */
            transaction_id: number | null;
        };
        LedgerPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            entries: components["schemas"]["LedgerEntry"][];
        };
        Line: {
            /** @description Its place in the sale, from 1. */
            line: number;
            product_id: number;
            seller_id: number;
            name: string;
            note: string | null;
            /** @description Of one piece, or of 1,000 grams or millimetres. */
            price: number;
            qty: number;
            /**
             * @description What `qty` counts.
             * @enum {string}
             */
            measure: "piece" | "gram" | "millimetre";
            /** @description All that is taken off, with its shares in those of the order. */
            discount: number;
            /** @description Its share in the service charge. */
            service: number;
            /** @description What it costs: price times quantity, less `discount`, plus `service` and `added`. */
            subtotal: number;
            /** @description Tax included in the subtotal. */
            tax: number;
            /** @description The part of the tax on top of the prices: all of it, or 0 if prices include it. */
            added: number;
            /** @description ppn_luxury: at the rate of luxury goods; null: the seller charges no tax. */
            tax_code: ("ppn" | "ppn_luxury" | "pbjt" | "exempt") | null;
            /** @description What of it came back. */
            refunded_qty: number;
        };
        ListedProduct: {
            /** @description URL of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ProductImage"][];
            /** @description The id of the main product of its group. */
            variant_of: number | null;
            options: components["schemas"]["ProductOption"][];
            /** @description Grows with each change; in quotes (`"42"`) it is a value for `If-Match`. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            price: number;
            /** @enum {string} */
            tax_kind: "standard" | "luxury" | "exempt";
            stock: number;
            stocked: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ListedShift: {
            id: number;
            till_id: number;
            till_name: string;
            outlet_id: number;
            outlet_name: string;
            /** @description What cash is rounded to at this outlet; 0: it is not. */
            cash_step: number;
            /** Format: date-time */
            opened_at: string;
            opened_by_name: string;
            opening: number;
            closed_at: string | null;
            closed_by_name: string | null;
            /** @description The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted. */
            expected: number | null;
            counted: number | null;
            /** @description `counted` less `expected`: below 0 cash is missing. */
            variance: number | null;
            /** @description The path of its report: X while it is open, then Z. Null: cashiers count an open one blind. */
            report_url: string | null;
        };
        LogoForm: {
            /**
             * Format: binary
             * @description A JPEG, PNG, WebP or GIF of at most 10 MB.
             */
            logo: Upload;
        };
        MadeRefund: {
            id: number;
            amount: number;
            /** @description Tax included in the amount. */
            tax: number;
            reason: string;
            /** @description The sale of what the buyer took instead. */
            exchange_id: number | null;
            /** Format: date-time */
            created_at: string;
            items: components["schemas"]["RefundedItem"][];
            transaction_id: number;
            /** @description What may still be given back. */
            left: number;
        };
        MarkdownPreview: {
            markdown: string;
        };
        /** @description A response of one message. */
        Message: {
            msg: string;
        };
        MonthlyCompletionRate: {
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            enrolled: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed: number | null;
            rate: number | null;
            rate_low: number | null;
            rate_high: number | null;
            median_days: number | null;
            month: string;
        };
        MoveItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "move";
            body: components["schemas"]["NewMove"];
        };
        Moved: {
            product_id: number;
            delta: number;
            /** @description What is in that stock after it. */
            stock: number;
        };
        MovedItems: {
            /** @description In the order of the call. */
            items: components["schemas"]["Moved"][];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "product_id": 7,
         *           "kind": "received",
         *           "delta": 24,
         *           "note": "SJ 118"
         *         }
         *       ]
         *     }
         */
        Movements: {
            /**
             * @description An outlet with a stock of its own; without it, the shared stock.
             * @default null
             */
            outlet_id?: number | null;
            items: components["schemas"]["NewMovement"][];
        };
        NamedMove: {
            id: number;
            /** @enum {string} */
            kind: "in" | "out";
            amount: number;
            reason: string;
            /** Format: date-time */
            created_at: string;
            actor_name: string;
        };
        NewApiKey: {
            id: number;
            user_id: number;
            name: string;
            /** @description The beginning of the key, which identifies it. */
            prefix: string;
            scopes: ("analytics:read" | "courses:read" | "courses:write" | "customers:read" | "customers:write" | "imports:read" | "imports:write" | "payments:write" | "products:read" | "products:write" | "transactions:read" | "transactions:write" | "users:read" | "webhooks:read" | "webhooks:write")[];
            quota: number | null;
            /**
             * @description overlapping: rotated, and active until `overlap_ends_at`.
             * @enum {string}
             */
            state: "active" | "overlapping" | "rotated" | "expired" | "revoked";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Updated at most once a minute. */
            last_used_at: string | null;
            last_used_from: string | null;
            /** @description The key that replaces it. */
            rotated_to: number | null;
            overlap_ends_at: string | null;
            revoked_at: string | null;
            reason: ("revoked" | "leaked" | "deactivated" | "role_lost") | null;
            /** @description The key itself, shown only now. */
            api_key: string;
        };
        NewBankAccount: {
            bank: string;
            /** @description 5 to 20 digits. */
            number: string;
            holder: string;
        };
        /** @description Either a percentage or an amount. */
        NewDiscount: {
            percent?: number;
            /** @description In rupiah. What exceeds the price counts for nothing. */
            amount?: number;
        };
        NewMove: {
            /**
             * @description in: put into the drawer; out: taken out of it.
             * @enum {string}
             */
            kind: "in" | "out";
            amount: number;
            /** @description Such as `ke bank` or `beli es`. */
            reason: string;
        };
        /** @description A movement by `kind` and `delta`, or a count by `counted` and `expected_quantity`. */
        NewMovement: {
            product_id: number;
            /**
             * @description received: it came; waste: it is lost or thrown away; correction: neither.
             * @default null
             */
            kind?: ("received" | "waste" | "correction") | null;
            /**
             * @description Above 0 if received, below 0 if waste.
             * @default null
             */
            delta?: number | null;
            /**
             * @description What is there, without the goods of pending orders.
             * @default null
             */
            counted?: number | null;
            /**
             * @description The stock that the count replaces. If it is another one by now: 409 `stock_changed`.
             * @default null
             */
            expected_quantity?: number | null;
            /**
             * @description Shown in the ledger.
             * @default null
             */
            note?: string | null;
        };
        NewOutlet: {
            name: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @default Asia/Jakarta
             * @enum {string}
             */
            zone?: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** @default  */
            address?: string;
            /** @default  */
            phone?: string;
            /** @default null */
            tax_number?: string | null;
            /**
             * @description The end of receipts. That goods or money are never given back must not stand there (UU 8/1999, article 18).
             * @default
             */
            footer?: string;
            /**
             * @description What cash is rounded to, because there are no smaller coins; 0: cash is not rounded.
             * @default 0
             * @enum {integer}
             */
            cash_step?: 0 | 100 | 500 | 1000;
            /**
             * @description True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own.
             * @default false
             */
            own_stock?: boolean;
            /**
             * @description What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0.
             * @default review
             * @enum {string}
             */
            short_stock?: "review" | "accept";
        };
        NewPaymentAccount: {
            /** @enum {string} */
            kind: "qris" | "transfer" | "midtrans" | "xendit" | "doku" | "duitku";
            /** @description For the seller and their staff, such as `QRIS BCA`. */
            name: string;
            /**
             * @description The only outlet whose tills may use it. Null: all tills, and orders of the web.
             * @default null
             */
            outlet_id?: number | null;
            /**
             * @description For `kind` qris.
             * @default null
             */
            qris?: string | null;
            /**
             * @description For `kind` transfer.
             * @default null
             */
            bank_account?: components["schemas"]["NewBankAccount"] | null;
            /**
             * @description For the other kinds.
             * @default null
             */
            provider?: components["schemas"]["NewProvider"] | null;
            /**
             * @description Add a code of 1 to 999 rupiah to each amount, so that it names its order. Omitted: for transfers. Providers name their payments themselves, so they take none.
             * @default null
             */
            unique_amounts?: boolean | null;
        };
        NewPaymentRequest: {
            account_id: number;
            /**
             * @description A part of what is due, if others than the buyer ask. Omitted: all of it.
             * @default null
             */
            amount?: number | null;
            /**
             * @description The till where the caller works. Who has signed in there may omit it.
             * @default null
             */
            till_id?: number | null;
        };
        /** @description The keys that the provider of the account has, and no others. No answer shows them. */
        NewProvider: {
            /**
             * @description local: no provider is called, and `flask play` pays; not in production.
             * @enum {string}
             */
            environment: "production" | "sandbox" | "local";
            /**
             * @description What buyers get: a page of the provider, or a QRIS (midtrans, xendit).
             * @default page
             * @enum {string}
             */
            channel?: "page" | "qris";
            /**
             * Format: password
             * @description midtrans
             * @default null
             */
            server_key?: string | null;
            /**
             * Format: password
             * @description xendit, doku
             * @default null
             */
            secret_key?: string | null;
            /**
             * Format: password
             * @description xendit: the verification token of webhooks
             * @default null
             */
            callback_token?: string | null;
            /**
             * Format: password
             * @description doku
             * @default null
             */
            client_id?: string | null;
            /**
             * Format: password
             * @description duitku
             * @default null
             */
            merchant_code?: string | null;
            /**
             * Format: password
             * @description duitku
             * @default null
             */
            api_key?: string | null;
        };
        NewReceiptLink: {
            /**
             * @description Whom WhatsApp opens a chat with, as 0812… or +62 812…. Omitted: the sender chooses.
             * @default null
             */
            phone?: string | null;
            /**
             * @description The language of the message.
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
        };
        NewReceiptPrint: {
            /**
             * @description html, pdf, or escpos: bytes for a thermal printer.
             * @default html
             * @enum {string}
             */
            format?: "html" | "pdf" | "escpos";
            /**
             * @description The paper: rolls of 58 or 80 mm, or A4. Omitted: 80 for `escpos`, a4 otherwise.
             * @default null
             */
            width?: ("58" | "80" | "a4") | null;
            /**
             * @description Receipts are for buyers: Indonesian unless asked otherwise.
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
        };
        NewRefund: {
            /** @description What comes back. Omitted: `amount` alone. */
            items?: components["schemas"]["ItemOfRefund"][];
            /** @description Instead of items: money for which the buyer keeps everything. It is spread over the lines by what is left of each. */
            amount?: number | null;
            /**
             * @description How the money is given back.
             * @enum {string}
             */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet";
            /** @description The buyer sees it. */
            reason: string;
            /** @description Names the money at the bank. */
            reference?: string | null;
            /** @description The paid sale, by the same seller, of what the buyer took instead. One refund may name it. */
            exchange_id?: number | null;
            /** @description The till that gives the money, in its open shift. Who has signed in there may omit it. */
            till_id?: number | null;
        };
        NewSale: {
            items: components["schemas"]["Line"][];
            /** @description Courses that the buyer is enrolled in by this sale. */
            courses: components["schemas"]["CourseReference"][];
            /** @description Prices times quantities. */
            gross: number;
            /** @description All that is taken off, with the voucher. */
            discount: number;
            /** @description Service charge included in the total. */
            service: number;
            /** @description Taxes included in the total. */
            tax: number;
            /** @description Null for the seller of other goods than its owner's. */
            voucher: components["schemas"]["UsedVoucher"] | null;
            total: number;
            id: number;
            /** @description Null until it is paid. */
            receipt_number: string | null;
            /** @description Null: a walk-in customer. */
            buyer_id: number | null;
            /** @description Who sold it at the counter; null for an order of the web. */
            cashier_id: number | null;
            /** @description What names it at the till. */
            client_id: string | null;
            /** @description Who bought it at the counter, if the seller knows them. */
            customer_id: number | null;
            outlet_id: number | null;
            /** @description Where it was sold; null: at no till, or not yet. */
            till_id: number | null;
            shift_id: number | null;
            /**
             * @description pending: it waits for a payment, and its goods are kept until `expires_at`.
             * @enum {string}
             */
            status: "pending" | "paid" | "cancelled" | "expired";
            /** @description What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part. */
            paid: number | null;
            /** @description What is left to pay; null for the seller of a part. */
            due: number | null;
            /** @description Oldest first; empty for the seller of a part. */
            payments: components["schemas"]["Payment"][];
            /** @description What `refunds` sum up to. */
            refunded: number;
            /** @description Oldest first; to the seller of a part, their part. */
            refunds: components["schemas"]["Refund"][];
            /** Format: date-time */
            created_at: string;
            /** @description When it was paid. */
            sold_at: string | null;
            /** @description Until when the goods of an order without payments are kept. */
            expires_at: string | null;
            /** @description sent: the receipt, and the e-mail about courses, are on their way to the buyer; waits_for_verification: they wait up to 7 days for the buyer's address to be verified; null: the buyer has no address, or the order is not paid yet. */
            receipt_email: ("sent" | "waits_for_verification") | null;
        };
        NewShift: {
            till_id: number;
            /** @description The cash in the drawer, for change. */
            opening: number;
        };
        NewStaff: {
            /** @description The username or e-mail address of an account. */
            username: string;
            /**
             * @description cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too.
             * @enum {string}
             */
            duty: "cashier" | "manager";
            /**
             * Format: password
             * @description Four to eight digits, which neither repeat nor count on. They open the owner's tills alone.
             */
            pin: string;
        };
        NewTaxProfile: {
            /**
             * @description none: no tax; ppn: value-added tax; pbjt: the regional tax on food and drink that is served.
             * @enum {string}
             */
            regime: "none" | "ppn" | "pbjt";
            /**
             * @description The first day, in Jakarta. Omitted: today.
             * @default null
             */
            valid_from?: string | null;
            /** @default null */
            rate_bp?: number | null;
            /**
             * @description False: prices are without the tax, which is added.
             * @default true
             */
            inclusive?: boolean;
            /**
             * @description A service charge in hundredths of a percent, added to what is paid for the goods and taxed with them.
             * @default 0
             */
            service_bp?: number;
        };
        NewTill: {
            name: string;
            /** @description The beginning of its receipt numbers, such as `A` in `A-000042`; no other till of the seller has it, and it can't be changed. */
            series: string;
        };
        /** @description What goes from one stock to another. One of both outlets may be missing, but not both. */
        NewTransfer: {
            /**
             * @description The outlet that gives; without it, the shared stock.
             * @default null
             */
            from_outlet_id?: number | null;
            /**
             * @description The outlet that gets it; without it, the shared stock.
             * @default null
             */
            to_outlet_id?: number | null;
            items: components["schemas"]["TransferItem"][];
            /**
             * @description Shown in the ledger.
             * @default null
             */
            note?: string | null;
        };
        NewVoucher: {
            /** @description 3 to 32 letters, digits and hyphens, in upper or lower case. */
            code: string;
            /** @enum {string} */
            kind: "percent" | "amount";
            /** @description percent: 1 to 100; amount: rupiah. */
            value: number;
            /**
             * @description What the seller's goods must cost, after other discounts.
             * @default 0
             */
            minimum?: number;
            /**
             * @description The most that a percentage takes off.
             * @default null
             */
            most?: number | null;
            /**
             * @description The first moment of its use. Null: at once.
             * @default null
             */
            starts_at?: string | null;
            /**
             * @description The moment from which on it is refused. Null: never.
             * @default null
             */
            ends_at?: string | null;
            /**
             * @description How often it may be used. Null: as often as one likes.
             * @default null
             */
            limit_total?: number | null;
            /**
             * @description How often each buyer may use it: an account, or at the counter a customer (`customer_id`). A walk-in customer can't use it then.
             * @default null
             */
            limit_each?: number | null;
            /** @default true */
            active?: boolean;
        };
        /**
         * @example {
         *       "url": "https://example.com/hooks/shop",
         *       "types": [
         *         "order.paid",
         *         "refund.created"
         *       ]
         *     }
         */
        NewWebhook: {
            /** @description `https`, and no address of a private network. */
            url: string;
            /** @default  */
            description?: string;
            /**
             * @description Empty: all, and those that are added later.
             * @default []
             */
            types?: ("order.placed" | "order.part_paid" | "order.paid" | "order.cancelled" | "order.expired" | "refund.created" | "product.created" | "product.updated" | "product.deleted" | "import.completed" | "customer.created" | "customer.updated" | "customer.deleted" | "customer.repaid" | "shift.opened" | "shift.closed" | "course.enrolled" | "course.completed")[];
            /**
             * @description False pauses it; true has it go on where it stopped.
             * @default true
             */
            active?: boolean;
        };
        Notice: {
            code: string;
            /** @description Line of the file, counted from 1. */
            line: number | null;
            column: string | null;
            sample: string | null;
            msg: string;
        };
        /** @description One option of a choice. A missing id is assigned. */
        Option: {
            /** @default null */
            id?: number | null;
            text: string;
            /** @default false */
            correct?: boolean;
        };
        OrderCancellation: {
            /**
             * @description The till whose open shift gives back what was paid. Who has signed in there may omit it.
             * @default null
             */
            till_id?: number | null;
        };
        OrderPayment: {
            /**
             * @description qris, card, ewallet: the cashier has seen that it arrived.
             * @enum {string}
             */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet";
            /**
             * @description A part of what is due. Omitted: all of it.
             * @default null
             */
            amount?: number | null;
            /**
             * @description The cash handed over, at least the amount as it is rounded; the answer has the `change`.
             * @default null
             */
            tendered?: number | null;
            /**
             * @description Names the money at the bank.
             * @default null
             */
            reference?: string | null;
            /**
             * @description The till that takes the money, in its open shift. Who has signed in there may omit it.
             * @default null
             */
            till_id?: number | null;
        };
        OtherArrival: {
            amount: number;
            /** @description Names the money at the bank. */
            reference: string;
            /** Format: date-time */
            received_at: string;
        };
        Outlet: {
            id: number;
            name: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            address: string;
            phone: string;
            tax_number: string | null;
            footer: string;
            cash_step: number;
            /** @description True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own. */
            own_stock: boolean;
            /**
             * @description What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0.
             * @enum {string}
             */
            short_stock: "review" | "accept";
            /** @description True for one of the seller's outlets: that of web orders. */
            is_default: boolean;
            archived: boolean;
            /** Format: date-time */
            created_at: string;
        };
        OutletList: {
            /** @description The default one first. */
            outlets: components["schemas"]["Outlet"][];
        };
        OutletStock: {
            outlet_id: number;
            stock: number;
        };
        OutletUpdate: {
            name?: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone?: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            address?: string;
            phone?: string;
            tax_number?: string | null;
            /** @description The end of receipts. That goods or money are never given back must not stand there (UU 8/1999, article 18). */
            footer?: string;
            /**
             * @description What cash is rounded to, because there are no smaller coins; 0: cash is not rounded.
             * @enum {integer}
             */
            cash_step?: 0 | 100 | 500 | 1000;
            /** @description True: its tills sell from a stock of its own, which is empty at first. False: from the stock that is sold online, too. The default outlet has none of its own. */
            own_stock?: boolean;
            /**
             * @description What becomes of a sale that one of its tills made without a network, and for which there is too little in stock: it waits for a review, or the stock goes below 0.
             * @enum {string}
             */
            short_stock?: "review" | "accept";
            /**
             * @description Make it the default one instead of another.
             * @constant
             */
            is_default?: true;
            /** @description True closes the outlet and its tills. */
            archived?: boolean;
        };
        Outlier: {
            date: string;
            value: number;
            expected: number;
            /** @description Distance from the expected value in robust standard deviations; at least 4. */
            score: number;
        };
        OutlineContent: {
            id: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            required: boolean;
            /** @enum {string} */
            move_on: "Passed" | "Completed" | "CompletedAndPassed" | "CompletedOrPassed" | "NotApplicable";
            mastery_score: number | null;
            minutes: number | null;
            /** @description The rule that completes it, by Accept-Language. */
            rule: string;
            /** @description The contents to satisfy first. */
            prerequisites: number[];
        };
        OutlineSection: {
            title: string;
            contents: components["schemas"]["OutlineContent"][];
        };
        OutlineUpdate: {
            /** @description Each section of the draft once, in order, with each content in one of them. Get the draft for their ids. */
            sections: components["schemas"]["SectionOrder"][];
        };
        OwnProfile: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
            /** @description URL of the avatar, in the medium size. */
            avatar_url: string | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The language of all e-mails to the caller; null until the caller chooses one. */
            language: ("id" | "en") | null;
            /** @description The new address, until it is confirmed by the link in the e-mail. */
            pending_email: string | null;
        };
        PaidSale: {
            transaction_id: number;
            amount: number;
            /** @description What is left to pay for it. */
            left: number;
        };
        PasswordChange: {
            /** Format: password */
            current_password: string;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            new_password: string;
        };
        PasswordReset: {
            /** @description The value of `token=` in the link. */
            token: string;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /**
             * @description Also revoke all API keys of the account, and pause its webhooks.
             * @default false
             */
            revoke_api_keys?: boolean;
        };
        PasswordResetRequest: {
            /** Format: email */
            email: string;
        };
        PasswordResetResult: {
            msg: string;
            api_keys_revoked: number;
            webhooks_paused: number;
            second_factor_removed: boolean;
        };
        Payment: {
            id: number;
            /** @description The refund that it gives back. */
            refund_id: number | null;
            /**
             * @description credit: the customer owes it to the seller.
             * @enum {string}
             */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet" | "credit";
            /** @description Below 0: given back. */
            amount: number;
            /** @description The cash handed over. */
            tendered: number | null;
            /** @description What rounding to coins added to the cash, or the code to a transfer, beside the amount; the total stays as it is. */
            adjustment: number;
            change: number;
            reference: string;
            /** Format: date-time */
            created_at: string;
        };
        PaymentAccount: {
            id: number;
            outlet_id: number | null;
            /** @enum {string} */
            kind: "qris" | "transfer" | "midtrans" | "xendit" | "doku" | "duitku";
            name: string;
            /** @description The static code of the shop. */
            qris: components["schemas"]["Qris"] | null;
            bank_account: components["schemas"]["BankAccount"] | null;
            /** @description Of the kinds that are providers. */
            provider: components["schemas"]["ProviderOfAccount"] | null;
            unique_amounts: boolean;
            active: boolean;
            /** Format: date-time */
            created_at: string;
        };
        PaymentAccountList: {
            /** @description Oldest first. */
            payment_accounts: components["schemas"]["PaymentAccount"][];
        };
        PaymentAccountUpdate: {
            /** @description For the seller and their staff, such as `QRIS BCA`. */
            name?: string;
            /** @description The only outlet whose tills may use it. Null: all tills, and orders of the web. */
            outlet_id?: number | null;
            /** @description The text of the printed QR code of the shop, as a QR reader shows it. It begins with `000201`. */
            qris?: string;
            bank_account?: components["schemas"]["NewBankAccount"];
            provider?: components["schemas"]["NewProvider"];
            unique_amounts?: boolean;
            /** @description False: nobody is asked to pay on it any more. */
            active?: boolean;
        };
        PaymentBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            outlet_id: number | null;
            /** @enum {string} */
            by: "method" | "day" | "hour" | "cashier" | "outlet";
            totals: components["schemas"]["PaymentSums"];
            /** @description Those with payments, in the order of their keys. */
            groups: components["schemas"]["PaymentGroup"][];
        };
        PaymentGroup: {
            /** @description A day, an hour from 0 to 23, an id, or a method. Null: none, such as no cashier. */
            key: string | null;
            /** @description Today's name of the product, category, cashier or outlet. */
            name: string | null;
            payments: number;
            /** @description For sales. */
            received: number;
            /** @description By customers who had bought on credit. */
            repaid: number;
            /** @description Whole rupiah. */
            given_back: number;
            /** @description What rounding to coins added to cash, and codes to transfers. */
            adjustment: number;
            /** @description `received` and `repaid`, less `given_back`, with `adjustment`. */
            total: number;
            /** @description What was returned of the cash that was handed over. */
            change: number;
            /** @description Cash put into drawers, less what was taken out. It is not in `total`. */
            moved: number;
        };
        PaymentRequest: {
            id: number;
            transaction_id: number;
            account_id: number;
            /** @enum {string} */
            kind: "qris" | "transfer" | "midtrans" | "xendit" | "doku" | "duitku";
            /** @description That of the account. */
            name: string;
            /**
             * @description pending: the buyer may pay; cancelled, expired: with its order, or what is left of it was paid otherwise; failed: rejected by a person or by the provider; review: money arrived that the order can't take, or a provider took it back.
             * @enum {string}
             */
            state: "pending" | "paid" | "cancelled" | "expired" | "failed" | "review";
            /** @description What it pays of the order. */
            amount: number;
            /** @description What is added so that the sum names the order; 0: nothing. */
            code: number;
            /** @description What the buyer pays: `amount` and `code`. */
            payable: number;
            /** @description A code with the amount. Its image: `GET /api/payment-requests/{id}/qr`. */
            qris: components["schemas"]["Qris"] | null;
            bank_account: components["schemas"]["BankAccount"] | null;
            /** @description The page of the provider on which the buyer pays. Null until the provider has answered, about a second after the request, and for other ways to pay; `qris` likewise. */
            payment_url: string | null;
            /** @description Its order id at the provider. */
            provider_ref: string | null;
            /** @description Null: as long as the order waits. */
            expires_at: string | null;
            /** @description The payment of the order that it became. */
            payment_id: number | null;
            /** @description What arrived. */
            received: number | null;
            reference: string;
            /** @description Each payment that the provider told of, also what failed or went back. Oldest first. */
            provider_events: components["schemas"]["ProviderEvent"][];
            /** @description What `match` was told of besides `reference` while it was in review. Oldest first. */
            other_arrivals: components["schemas"]["OtherArrival"][];
            /** @description Why a person must decide; the codes of problems, wrong_amount and exceeds_due. Of a provider: payment_reversed (refunded, or a chargeback), payment_denied (after it was paid), paid_twice (by another payment, or a person confirmed it under another reference), unverified (it could not be asked for a day). amount_reused: another request had this amount until it ended within a day, and the money may be for it. */
            review_reason: ("wrong_amount" | "exceeds_due" | "order_already_paid" | "order_was_cancelled" | "insufficient_stock" | "voucher_refused" | "course_closed" | "course_already_owned" | "payment_reversed" | "payment_denied" | "paid_twice" | "unverified" | "amount_reused") | null;
            /** @description Why a person rejected it, or the provider does not collect it. */
            reason: string;
            /** Format: date-time */
            created_at: string;
            /** @description When it left `pending`. */
            settled_at: string | null;
        };
        PaymentRequestsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description Only those in this state.
             * @enum {string}
             */
            state?: "pending" | "paid" | "cancelled" | "expired" | "failed" | "review";
            /** @description The till where the caller works. Who has signed in there may omit it. */
            till_id?: number;
        };
        PaymentRequestsOfOrderQuery: {
            /** @description The till where the caller works. Who has signed in there may omit it. */
            till_id?: number;
        };
        PaymentRequestsShowQrQuery: {
            /** @description The till where the caller works. Who has signed in there may omit it. */
            till_id?: number;
            /**
             * @default svg
             * @enum {string}
             */
            format?: "svg" | "png";
        };
        PaymentSum: {
            /**
             * @description debt: what customers owed.
             * @enum {string}
             */
            purpose: "sale" | "refund" | "debt";
            method: string;
            count: number;
            amount: number;
            /** @description What rounding to coins added to cash, and codes to transfers. */
            adjustment: number;
        };
        PaymentSums: {
            payments: number;
            /** @description For sales. */
            received: number;
            /** @description By customers who had bought on credit. */
            repaid: number;
            /** @description Whole rupiah. */
            given_back: number;
            /** @description What rounding to coins added to cash, and codes to transfers. */
            adjustment: number;
            /** @description `received` and `repaid`, less `given_back`, with `adjustment`. */
            total: number;
            /** @description What was returned of the cash that was handed over. */
            change: number;
            /** @description Cash put into drawers, less what was taken out. It is not in `total`. */
            moved: number;
        };
        PeriodSales: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            /** Format: date */
            date: string;
            days: number;
        };
        PlatformDay: {
            /** Format: date */
            date: string;
            /** @description Users who did anything, such as look at a product while signed in. */
            active_users: number;
            sign_ups: number;
            sales: number;
            /** @description Of these sales, less what was given back on the day. */
            revenue: number;
            enrolments: number;
            completions: number;
        };
        /** @description What happened on each day, and what waits or has failed now. */
        PlatformOverview: {
            days: components["schemas"]["PlatformDay"][];
            /** @description Accounts that may sign in. */
            active_accounts: number;
            sellers: number;
            developers: number;
            admins: number;
            /** @description Requests that wait for a decision. */
            role_requests: number;
            jobs_queued: number;
            jobs_failed: number;
            /** @description E-mails that wait or were given up. */
            emails_unsent: number;
        };
        PlatformShowQuery: {
            /**
             * @description The number of days up to today, in Jakarta.
             * @default 30
             */
            days?: number;
        };
        PreviousPeriod: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            average_basket: number | null;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            growth: components["schemas"]["GrowthByFigure"];
            margin: number | null;
        };
        ProblemBase: {
            type: string;
            title: string;
            status: number;
            /** @description The message for people, by Accept-Language (en, id). */
            detail: string;
            /** @description The same as `detail`. */
            msg: string;
            request_id: string | null;
        };
        ProblemMembers: {
            already_exists: components["schemas"]["ProblemBase"];
            ambiguous_credentials: components["schemas"]["ProblemBase"];
            analyses_unavailable: components["schemas"]["ProblemBase"];
            analysis_question: components["schemas"]["ProblemBase"] & {
                parameter: string;
                candidates: string[];
                questions: {
                    parameter: string;
                    candidates: string[];
                }[];
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            analysis_stopped: components["schemas"]["ProblemBase"] & {
                stage: string;
                reason: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            analysis_too_large: components["schemas"]["ProblemBase"] & {
                megabytes: number;
            };
            answer_too_large: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            api_key_expired: components["schemas"]["ProblemBase"];
            api_key_malformed: components["schemas"]["ProblemBase"];
            api_key_misplaced: components["schemas"]["ProblemBase"];
            api_key_not_active: components["schemas"]["ProblemBase"] & {
                state: string;
            };
            api_key_not_allowed: components["schemas"]["ProblemBase"];
            api_key_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            api_key_required: components["schemas"]["ProblemBase"];
            api_key_revoked: components["schemas"]["ProblemBase"];
            api_key_rotated: components["schemas"]["ProblemBase"];
            api_key_unknown: components["schemas"]["ProblemBase"];
            arrival_ambiguous: components["schemas"]["ProblemBase"] & {
                asked: string;
                candidates: {
                    id: number;
                    transaction_id: number;
                    amount: number;
                    code: number;
                    payable: number;
                }[];
            };
            attempt_ended: components["schemas"]["ProblemBase"];
            attempt_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            audit_entry_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            bad_request: components["schemas"]["ProblemBase"];
            brand_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            busy: components["schemas"]["ProblemBase"];
            category_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            certificate_not_found: components["schemas"]["ProblemBase"];
            certificate_revoked: components["schemas"]["ProblemBase"];
            client_id_reused: components["schemas"]["ProblemBase"] & {
                client_id: string;
            };
            code_not_found: components["schemas"]["ProblemBase"] & {
                looked_up: string;
            };
            content_locked: components["schemas"]["ProblemBase"] & {
                content_title: string;
                needed: string;
                content_id: number;
                missing: {
                    content_id: number;
                    title: string;
                }[];
            };
            content_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            course_already_owned: components["schemas"]["ProblemBase"] & {
                product_name: string;
                product_id: number;
                course_ids: number[];
            };
            course_closed: components["schemas"]["ProblemBase"] & {
                product_name: string;
                product_id: number;
            };
            course_has_buyers: components["schemas"]["ProblemBase"];
            course_not_completable: components["schemas"]["ProblemBase"] & {
                reasons: {
                    /** @enum {string} */
                    code: "cannot_be_passed" | "course_cycle" | "file_missing" | "no_correct_answer" | "no_questions" | "no_required_content" | "prerequisite_cycle" | "required_course_not_published" | "requires_impossible_content" | "requires_itself" | "requires_later_content" | "requires_removed_content" | "several_correct_answers" | "text_empty" | "too_few_options" | "too_few_questions" | "video_link_missing";
                    content_id: number | null;
                    title: string | null;
                    msg: string;
                }[];
            };
            course_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            course_not_published: components["schemas"]["ProblemBase"];
            credit_limit: components["schemas"]["ProblemBase"] & {
                customer_name: string;
                rest: string;
                credit_limit: number;
                balance: number;
                left: number;
            };
            cursor_sort_mismatch: components["schemas"]["ProblemBase"] & {
                sort_by: string;
                sort_order: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            customer_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            customer_owes: components["schemas"]["ProblemBase"] & {
                customer_name: string;
                owed: string;
                balance: number;
            };
            database_unavailable: components["schemas"]["ProblemBase"];
            discount_too_large: components["schemas"]["ProblemBase"] & {
                allowed: number;
            };
            email_already_verified: components["schemas"]["ProblemBase"];
            email_throttled: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            encoded_body: components["schemas"]["ProblemBase"];
            event_not_found: components["schemas"]["ProblemBase"] & {
                event_id: string;
            };
            events_expired: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            expired_token: components["schemas"]["ProblemBase"];
            file_not_found: components["schemas"]["ProblemBase"];
            forbidden: components["schemas"]["ProblemBase"] & {
                roles: string;
            };
            idempotency_in_progress: components["schemas"]["ProblemBase"];
            idempotency_key_required: components["schemas"]["ProblemBase"];
            idempotency_key_reused: components["schemas"]["ProblemBase"];
            idempotent_answer_lost: components["schemas"]["ProblemBase"];
            image_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            import_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            insufficient_scope: components["schemas"]["ProblemBase"] & {
                scope: string;
            };
            insufficient_stock: components["schemas"]["ProblemBase"] & {
                available: number;
                product_name: string;
                product_id: number;
                requested: number;
                items: {
                    product_id: number;
                    product_name: string;
                    requested: number;
                    available: number;
                    /** @description To sellers: how much orders without a payment keep, to be cancelled. */
                    kept?: number;
                }[];
            };
            internal_error: components["schemas"]["ProblemBase"];
            invalid_token: components["schemas"]["ProblemBase"];
            item_reviewed: components["schemas"]["ProblemBase"] & {
                state: string;
                document_id: number | null;
            };
            item_unfit: components["schemas"]["ProblemBase"];
            job_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            last_admin: components["schemas"]["ProblemBase"];
            learner_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            learner_removed: components["schemas"]["ProblemBase"];
            limit_reached: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            link_expired: components["schemas"]["ProblemBase"];
            malformed_etag: components["schemas"]["ProblemBase"];
            malformed_json: components["schemas"]["ProblemBase"] & {
                why: string;
            };
            malformed_request: components["schemas"]["ProblemBase"] & {
                why: string;
            };
            managers_only: components["schemas"]["ProblemBase"];
            measure_kept: components["schemas"]["ProblemBase"];
            method_not_allowed: components["schemas"]["ProblemBase"] & {
                method: string;
            };
            mfa_enrolment_required: components["schemas"]["ProblemBase"];
            missing_token: components["schemas"]["ProblemBase"];
            no_attempts_left: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            no_email: components["schemas"]["ProblemBase"];
            no_open_shift: components["schemas"]["ProblemBase"] & {
                till_name: string;
            };
            no_qr_code: components["schemas"]["ProblemBase"];
            no_request_matches: components["schemas"]["ProblemBase"] & {
                asked: string;
            };
            no_store: components["schemas"]["ProblemBase"];
            not_enrolled: components["schemas"]["ProblemBase"];
            not_found: components["schemas"]["ProblemBase"];
            not_multipart: components["schemas"]["ProblemBase"];
            notice_not_authentic: components["schemas"]["ProblemBase"];
            order_already_paid: components["schemas"]["ProblemBase"] & {
                order_status: string;
                possible: string[];
            };
            order_has_expired: components["schemas"]["ProblemBase"] & {
                order_status: string;
                possible: string[];
            };
            order_incomplete: components["schemas"]["ProblemBase"] & {
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            order_not_paid: components["schemas"]["ProblemBase"] & {
                order_status: string;
                possible: string[];
            };
            order_of_others: components["schemas"]["ProblemBase"];
            order_partly_paid: components["schemas"]["ProblemBase"] & {
                order_status: string;
                possible: string[];
            };
            order_was_cancelled: components["schemas"]["ProblemBase"] & {
                order_status: string;
                possible: string[];
            };
            origin_not_allowed: components["schemas"]["ProblemBase"];
            outlet_has_open_shift: components["schemas"]["ProblemBase"] & {
                till_name: string;
                outlet_name: string;
                shift_id: number | null;
                shift_state: string;
                possible: string[];
            };
            outlet_has_stock: components["schemas"]["ProblemBase"] & {
                outlet_name: string;
                product_name: string;
                items: {
                    product_id: number;
                    product_name: string;
                    available: number;
                }[];
            };
            outlet_is_default: components["schemas"]["ProblemBase"];
            outlet_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            outline_limit_reached: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            own_two_factor: components["schemas"]["ProblemBase"];
            payload_too_large: components["schemas"]["ProblemBase"];
            payment_account_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            payment_reported: components["schemas"]["ProblemBase"];
            payment_request_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            payment_request_paid: components["schemas"]["ProblemBase"];
            payment_required: components["schemas"]["ProblemBase"];
            prerequisites_missing: components["schemas"]["ProblemBase"] & {
                needed: string;
                missing: {
                    course_id: number;
                    title: string;
                }[];
            };
            price_changed: components["schemas"]["ProblemBase"] & {
                product_name: string;
                price: number;
            };
            product_has_variants: components["schemas"]["ProblemBase"] & {
                variants: number;
            };
            product_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            product_sells_course: components["schemas"]["ProblemBase"] & {
                course_title: string;
                course_id: number;
            };
            purchase_required: components["schemas"]["ProblemBase"] & {
                product_id: number;
            };
            quote_required: components["schemas"]["ProblemBase"];
            range_not_satisfiable: components["schemas"]["ProblemBase"];
            rate_limited: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            rate_limiter_unavailable: components["schemas"]["ProblemBase"];
            reauthentication_required: components["schemas"]["ProblemBase"] & {
                minutes: number;
            };
            receipt_link_expired: components["schemas"]["ProblemBase"];
            receipt_link_invalid: components["schemas"]["ProblemBase"];
            receipt_not_found: components["schemas"]["ProblemBase"] & {
                receipt_number: string;
            };
            receipt_number_far: components["schemas"]["ProblemBase"] & {
                receipt_no: number;
                last_number: number;
            };
            receipt_number_taken: components["schemas"]["ProblemBase"] & {
                receipt_number: string;
            };
            reference_in_review: components["schemas"]["ProblemBase"] & {
                reference: string;
            };
            reference_rejected: components["schemas"]["ProblemBase"] & {
                reference: string;
            };
            reference_unknown: components["schemas"]["ProblemBase"] & {
                reference: string;
            };
            refund_exceeds_paid: components["schemas"]["ProblemBase"] & {
                rest: string;
                left: number;
                items: {
                    line: number;
                    product_name: string;
                    qty: number;
                    amount: number;
                }[];
            };
            refund_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            release_outdated: components["schemas"]["ProblemBase"];
            request_timeout: components["schemas"]["ProblemBase"];
            reused_token: components["schemas"]["ProblemBase"];
            revoked_token: components["schemas"]["ProblemBase"];
            role_already_held: components["schemas"]["ProblemBase"] & {
                role: string;
            };
            role_request_decided: components["schemas"]["ProblemBase"] & {
                state: string;
                id: number;
            };
            role_request_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            role_request_pending: components["schemas"]["ProblemBase"] & {
                role: string;
            };
            schema_outdated: components["schemas"]["ProblemBase"];
            section_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            seller_unavailable: components["schemas"]["ProblemBase"] & {
                product_name: string;
                product_id: number;
                items: {
                    product_id: number;
                    product_name: string;
                }[];
            };
            session_not_found: components["schemas"]["ProblemBase"];
            shift_closed: components["schemas"]["ProblemBase"] & {
                till_name: string;
                shift_id: number | null;
                shift_state: string;
                possible: string[];
            };
            shift_incomplete: components["schemas"]["ProblemBase"] & {
                present: number;
                count: number;
            };
            shift_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            shift_open: components["schemas"]["ProblemBase"] & {
                till_name: string;
                shift_id: number | null;
                shift_state: string;
                possible: string[];
            };
            sign_in_busy: components["schemas"]["ProblemBase"];
            staff_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            still_in_use: components["schemas"]["ProblemBase"];
            stock_changed: components["schemas"]["ProblemBase"] & {
                product_name: string;
                available: number;
                expected_quantity: number;
                product_id: number;
                items: {
                    product_id: number;
                    product_name: string;
                    available: number;
                    expected_quantity: number;
                }[];
            };
            storage_full: components["schemas"]["ProblemBase"];
            storage_unavailable: components["schemas"]["ProblemBase"];
            store_open: components["schemas"]["ProblemBase"] & {
                brand_name: string;
            };
            sum_too_large: components["schemas"]["ProblemBase"] & {
                largest: string;
                sum_of: string;
            };
            sync_item_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            taken: components["schemas"]["ProblemBase"] & {
                field: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
            };
            tax_profile_not_found: components["schemas"]["ProblemBase"] & {
                day: string;
            };
            till_inactive: components["schemas"]["ProblemBase"] & {
                till_name: string;
            };
            till_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            till_of_others: components["schemas"]["ProblemBase"];
            till_session_not_allowed: components["schemas"]["ProblemBase"];
            till_token_unknown: components["schemas"]["ProblemBase"];
            token_misplaced: components["schemas"]["ProblemBase"];
            too_many_analyses: components["schemas"]["ProblemBase"];
            too_many_api_keys: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_attempts: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            too_many_deliveries_waiting: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_images: components["schemas"]["ProblemBase"] & {
                most: number;
                present: number;
            };
            too_many_imports: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_pins: components["schemas"]["ProblemBase"] & {
                seconds: number;
            };
            too_many_streams: components["schemas"]["ProblemBase"];
            too_many_unpaid_orders: components["schemas"]["ProblemBase"] & {
                present: number;
                most: number;
                /** @description A time of day in Jakarta. */
                clock: string;
                /** Format: date-time */
                retry_at: string;
            };
            too_many_variants: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            too_many_webhooks: components["schemas"]["ProblemBase"] & {
                most: number;
            };
            total_changed: components["schemas"]["ProblemBase"] & {
                total: number;
                expected_total: number;
                quote: components["schemas"]["Quote"];
            };
            totp_code_required: components["schemas"]["ProblemBase"];
            totp_setup_not_started: components["schemas"]["ProblemBase"];
            transaction_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            two_factor_already_enabled: components["schemas"]["ProblemBase"];
            two_factor_not_enabled: components["schemas"]["ProblemBase"];
            unpaid_orders_too_large: components["schemas"]["ProblemBase"] & {
                most: number;
                largest: string;
                most_value: number;
                held_units: number;
                held_value: number;
            };
            unsupported_media_type: components["schemas"]["ProblemBase"];
            user_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            validation_failed: components["schemas"]["ProblemBase"] & {
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
                candidates?: string[];
                questions?: {
                    parameter: string;
                    candidates: string[];
                }[];
            };
            verified_email_required: components["schemas"]["ProblemBase"] & {
                transaction_id: number;
            };
            version_conflict: components["schemas"]["ProblemBase"];
            version_not_found: components["schemas"]["ProblemBase"] & {
                number: number;
            };
            voucher_needs_verified_email: components["schemas"]["ProblemBase"];
            voucher_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            voucher_refused: components["schemas"]["ProblemBase"] & {
                voucher: string;
                errors: {
                    field: string;
                    code: string;
                    msg: string;
                }[];
                rules: {
                    rule: string;
                    ok: boolean;
                }[];
            };
            webhook_not_found: components["schemas"]["ProblemBase"] & {
                id: number;
            };
            wrong_credentials: components["schemas"]["ProblemBase"];
            wrong_pin: components["schemas"]["ProblemBase"];
            wrong_totp_code: components["schemas"]["ProblemBase"];
        };
        Product: {
            /** @description URL of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ProductImage"][];
            /** @description The id of the main product of its group. */
            variant_of: number | null;
            options: components["schemas"]["ProductOption"][];
            id: number;
            /** @description Grows with each change; in quotes (`"42"`) it is a value for `If-Match`. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            price: number;
            /** @description Null except for the seller and admins. */
            cost: number | null;
            /** @enum {string} */
            tax_kind: "standard" | "luxury" | "exempt";
            stock: number;
            /** @description False: it sells a course, which has unlimited stock. */
            stocked: boolean;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Kopi Gayo 250 g",
         *       "price": 50000,
         *       "stock": 10,
         *       "sku": "KG-250",
         *       "unit": "pcs"
         *     }
         */
        ProductCreate: {
            name: string;
            price: number;
            /** @default 0 */
            stock?: number;
            /** @default  */
            description?: string;
            /** @default null */
            sku?: string | null;
            /** @default [] */
            barcodes?: string[];
            /**
             * @description The unit of sale: pcs, kg, box.
             * @default pcs
             */
            unit?: string;
            /**
             * @description What `stock` and the `qty` of a sale count. Goods by gram and millimetre have the price and cost of 1,000, a kilogram or a metre. It stays once the product has been ordered.
             * @default piece
             * @enum {string}
             */
            measure?: "piece" | "gram" | "millimetre";
            /** @default null */
            cost?: number | null;
            /**
             * @description luxury: taxed at the full rate; exempt: never taxed, such as rice, eggs, milk, fresh vegetables.
             * @default standard
             * @enum {string}
             */
            tax_kind?: "standard" | "luxury" | "exempt";
            /** @default null */
            category_id?: number | null;
            /** @default null */
            brand_id?: number | null;
            /**
             * @description False: visible to the seller and admins only, and not for sale.
             * @default true
             */
            active?: boolean;
            /** @default null */
            variant_of?: number | null;
            /**
             * @description What sets it apart from the others of its group, such as Ukuran: M. All of a group have the same names, in the order of the main product.
             * @default []
             */
            options?: components["schemas"]["ProductOptionInput"][];
        };
        ProductDetail: {
            /** @description URL of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ProductImage"][];
            /** @description The id of the main product of its group. */
            variant_of: number | null;
            options: components["schemas"]["ProductOption"][];
            id: number;
            /** @description Grows with each change; in quotes (`"42"`) it is a value for `If-Match`. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            price: number;
            /** @description Null except for the seller and admins. */
            cost: number | null;
            /** @enum {string} */
            tax_kind: "standard" | "luxury" | "exempt";
            stock: number;
            /** @description False: it sells a course, which has unlimited stock. */
            stocked: boolean;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description All products of its group, the main one first. Only their seller sees those not for sale. */
            variants: components["schemas"]["Variant"][];
        };
        ProductForecast: {
            product_id: number;
            sku: string | null;
            name: string;
            unit: string;
            /**
             * @description What `stock`, `quantity` and `expected_units` count.
             * @enum {string}
             */
            measure: "piece" | "gram" | "millimetre";
            stock: number;
            /** @description Null if there is no forecast. */
            urgency: ("out" | "now" | "soon" | "enough" | "none") | null;
            /** @description Advice in words, in the language of Accept-Language. */
            advice: string;
            cover_days: number | null;
            runs_out_on: string | null;
            cover_days_at_worst: number | null;
            runs_out_on_at_worst: string | null;
            reorder_point: number | null;
            order_up_to: number | null;
            quantity: number | null;
            order_cost: number | null;
            days_without_stock: number;
            /** @description Forecast for the whole horizon. */
            expected_units: number | null;
            /** @description Daily forecast; null without detail=daily. */
            forecast: components["schemas"]["DemandPoint"][] | null;
            forecast_reason: string | null;
            seasons: number[];
        };
        ProductImage: {
            id: number;
            /** @description The medium size. */
            url: string;
            urls: components["schemas"]["ImageUrls"];
            /** @description In pixels, of the large size. */
            width: number;
            height: number;
            /** @description Its position in the list, from 1. */
            position: number;
        };
        ProductList: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            products: components["schemas"]["ProductOfList"][];
            /** @description False: `total_items` is a lower bound. */
            total_is_exact: boolean;
        };
        ProductOfList: {
            /** @description URL of the first image, in the medium size. */
            image_url: string | null;
            images: components["schemas"]["ProductImage"][];
            /** @description The id of the main product of its group. */
            variant_of: number | null;
            options: components["schemas"]["ProductOption"][];
            id: number;
            /** @description Grows with each change; in quotes (`"42"`) it is a value for `If-Match`. */
            version: number;
            seller_id: number;
            category_id: number | null;
            brand_id: number | null;
            sku: string | null;
            barcodes: string[];
            name: string;
            description: string;
            unit: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            price: number;
            /** @description Null except for the seller and admins. */
            cost: number | null;
            /** @enum {string} */
            tax_kind: "standard" | "luxury" | "exempt";
            stock: number;
            /** @description False: it sells a course, which has unlimited stock. */
            stocked: boolean;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description Of a main product with `variants=grouped`; null for all others. */
            group: components["schemas"]["Group"] | null;
        };
        ProductOption: {
            name: string;
            value: string;
        };
        ProductOptionInput: {
            name: string;
            value: string;
        };
        ProductSales: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            cost: number | null;
            margin: number | null;
            margin_rate: number | null;
            product_id: number;
            name: string;
            category_id: number | null;
            class: ("A" | "B" | "C") | null;
            /** @description Outside of 0 to 1 only where more was given back than sold in the span. */
            share: number | null;
            /** @description Whole rupiah. */
            previous_revenue: number;
            growth: components["schemas"]["FigureGrowth"];
        };
        /**
         * @example {
         *       "price": 55000,
         *       "stock": 8
         *     }
         */
        ProductUpdate: {
            name?: string;
            price?: number;
            /** @description A count; the difference is recorded as an adjustment. `POST /api/stock/movements` is relative. */
            stock?: number;
            description?: string;
            sku?: string | null;
            barcodes?: string[];
            /** @description The unit of sale: pcs, kg, box. */
            unit?: string;
            /**
             * @description What `stock` and the `qty` of a sale count. Goods by gram and millimetre have the price and cost of 1,000, a kilogram or a metre. It stays once the product has been ordered.
             * @enum {string}
             */
            measure?: "piece" | "gram" | "millimetre";
            cost?: number | null;
            /**
             * @description luxury: taxed at the full rate; exempt: never taxed, such as rice, eggs, milk, fresh vegetables.
             * @enum {string}
             */
            tax_kind?: "standard" | "luxury" | "exempt";
            category_id?: number | null;
            brand_id?: number | null;
            /** @description False: visible to the seller and admins only, and not for sale. */
            active?: boolean;
            variant_of?: number | null;
            /** @description What sets it apart from the others of its group, such as Ukuran: M. All of a group have the same names, in the order of the main product. */
            options?: components["schemas"]["ProductOptionInput"][];
        };
        ProductsListQuery: {
            /**
             * @description Pages reach 10,000 rows, 2,000 of a search or with a filter; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. A cursor keeps its sorting: leave `sort_by` and `sort_order` out; other values are a 422 `cursor_sort_mismatch`. */
            cursor?: string;
            /**
             * @description Products for sale, or all products of the caller (for admins, of `seller_id`).
             * @default listed
             * @enum {string}
             */
            scope?: "listed" | "own";
            /**
             * @description Words of name, description, SKU and barcodes; the last may be a prefix.
             * @default
             */
            search?: string;
            /** @description Includes its subcategories. */
            category_id?: number;
            brand_id?: number;
            seller_id?: number;
            min_price?: number;
            max_price?: number;
            in_stock?: boolean;
            /** @description Only with `scope=own`. */
            active?: boolean;
            /** @description Products with at most this stock, except courses. Only with `scope=own`. */
            max_stock?: number;
            /** @description The variants of this product, without itself. */
            variant_of?: number;
            /**
             * @description Main products and products without variants only.
             * @constant
             */
            variants?: "grouped";
            /**
             * @description Default: that of the cursor; `relevance` for a search without `sort_order`; else `created_at`. By relevance, names that begin with the words come first, then names that have them, then other products, each newest first.
             * @enum {string}
             */
            sort_by?: "relevance" | "created_at" | "price" | "name" | "stock";
            /**
             * @description Default: that of the cursor, else `desc`. Relevance is always `desc`.
             * @enum {string}
             */
            sort_order?: "asc" | "desc";
        };
        ProductsLookupQuery: {
            /** @description An exact SKU or barcode. */
            code: string;
            seller_id?: number;
        };
        Profile: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
            /** @description URL of the avatar, in the medium size. */
            avatar_url: string | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Rina Wijaya"
         *     }
         */
        ProfileUpdate: {
            name?: string;
            username?: string;
            /**
             * @description The language of all e-mails to the caller.
             * @enum {string}
             */
            language?: "id" | "en";
            /**
             * Format: email
             * @description Takes effect once it is confirmed by the link in an e-mail; requires `current_password`.
             */
            email?: string;
            /** Format: password */
            current_password?: string;
        };
        /** @description A recorded event of one content. */
        ProgressEvent: {
            /**
             * @description The content is completed. false changes nothing. Ignored for a quiz.
             * @default false
             */
            completed?: boolean;
            /**
             * @description The percentage; the greatest value counts, and 100 completes the content. Ignored for a quiz.
             * @default null
             */
            percent?: number | null;
            /**
             * @description Where to resume, such as seconds of a video; the one with the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * @description Time spent in this visit so far, also offline; the greatest value counts, and visits add up. All of them count for at most the time since the enrolment.
             * @default null
             */
            seconds?: number | null;
            /**
             * @description The device's own name for this visit of the content, so that the time of two devices adds up.
             * @default
             */
            visit?: string;
            /**
             * @description The device's time (RFC 3339); omitted or in the future it is now.
             * @default null
             */
            recorded_at?: string | null;
            content_id: number;
        };
        ProgressFigures: {
            course_id: number;
            title: string;
            /** @description The course has too few learners to show its figures. */
            hidden: boolean;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            learners: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            not_started: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            in_progress: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            completed: number | null;
            /** @description Null if it would reveal 1 to 4 people whom you may not see. */
            left: number | null;
            mean_percent: number | null;
            median_percent: number | null;
            buckets: {
                [key: string]: number | null;
            };
        };
        /** @description One content, several as `items`, or the whole course with `completed` alone. */
        ProgressUpdate: {
            /**
             * @description The content is completed. false changes nothing. Ignored for a quiz.
             * @default false
             */
            completed?: boolean;
            /**
             * @description The percentage; the greatest value counts, and 100 completes the content. Ignored for a quiz.
             * @default null
             */
            percent?: number | null;
            /**
             * @description Where to resume, such as seconds of a video; the one with the latest `recorded_at` counts.
             * @default null
             */
            position?: number | null;
            /**
             * @description Time spent in this visit so far, also offline; the greatest value counts, and visits add up. All of them count for at most the time since the enrolment.
             * @default null
             */
            seconds?: number | null;
            /**
             * @description The device's own name for this visit of the content, so that the time of two devices adds up.
             * @default
             */
            visit?: string;
            /**
             * @description The device's time (RFC 3339); omitted or in the future it is now.
             * @default null
             */
            recorded_at?: string | null;
            /**
             * @description Omit it with `completed: true` to complete all contents but quizzes.
             * @default null
             */
            content_id?: number | null;
            /**
             * @description Events recorded offline; all of them are stored or none.
             * @default null
             */
            items?: components["schemas"]["ProgressEvent"][] | null;
        };
        ProviderEvent: {
            /**
             * @description reversed: refunded there, or a chargeback.
             * @enum {string}
             */
            state: "paid" | "failed" | "reversed";
            /** @description Null: no whole number of rupiah. */
            amount: number | null;
            /** @description The provider's name of the payment. */
            reference: string;
            /**
             * Format: date-time
             * @description When the first notice about it arrived.
             */
            received_at: string;
        };
        ProviderOfAccount: {
            /** @enum {string} */
            environment: "production" | "sandbox" | "local";
            /** @enum {string} */
            channel: "page" | "qris";
            /** @description Where the provider sends its notices. Null for others than the owner. */
            notice_url: string | null;
        };
        /** @description The public half of a key as a JWK (RFC 7517). */
        PublicKey: {
            kty: string;
            alg: string;
            use: string;
            /** @description The URL of this key. */
            kid: string;
            n: string;
            e: string;
        };
        PublicKeySet: {
            keys: components["schemas"]["PublicKey"][];
        };
        PublishResult: {
            /** @description The number of the version that learners work on. */
            version: number;
            /** @description Why the course is closed to new learners, or null; `product_not_sold`: its product is inactive or deleted. */
            closed_because: ("deleted" | "unpublished" | "unlisted" | "product_not_sold") | null;
        };
        PublishedContent: {
            id: number;
            version: number;
            /** @enum {string} */
            kind: "text" | "video" | "file" | "quiz";
            title: string;
            /** @description The Markdown of a text, the URL of a video, the description of a file. */
            body: string;
            /** @description The rendered Markdown, sanitized. */
            html: string;
            file: components["schemas"]["File"] | null;
            /** @description The limits of a quiz. */
            quiz: components["schemas"]["QuizLimits"] | null;
        };
        Qris: {
            /** @description The text of the QR code. */
            payload: string;
            /** @description Whom the buyer's app shows. */
            merchant: string;
            city: string;
            /** @description The merchant's number in the national register. */
            nmid: string | null;
        };
        Quality: {
            rows: number;
            empty: number;
            /** @description Rows beyond the first of their period. */
            duplicates: number;
            /** @description Periods without any row. */
            gaps: number;
            /** @description How gaps were filled: zero, interpolated, or none. */
            filled: string;
            /** @description Periods with unknown values, estimated from their neighbours. */
            unknown: number;
            outliers: components["schemas"]["Outlier"][];
            /**
             * @description smooth, erratic, intermittent or lumpy.
             * @default null
             */
            class?: string | null;
        };
        /**
         * @description One question: `options` of a single or multiple choice, `accepted` answers of a short answer.
         *
         *     A single choice has one correct option; a draft may leave it open.
         */
        Question: {
            /** @default null */
            id?: number | null;
            /** @enum {string} */
            kind: "single" | "multiple" | "short";
            text: string;
            /** @default 1 */
            points?: number;
            /** @default [] */
            options?: components["schemas"]["Option"][];
            /** @default [] */
            accepted?: string[];
            /** @default  */
            explanation?: string;
        };
        /** @description A quiz. Publishing its course checks if it can be passed. */
        Quiz: {
            /** @default [] */
            questions?: components["schemas"]["Question"][];
            /**
             * @description The number of questions in an attempt; null: all.
             * @default null
             */
            draw?: number | null;
            /** @default true */
            shuffle?: boolean;
            /**
             * @description The number of attempts; null: unlimited.
             * @default null
             */
            attempts?: number | null;
            /**
             * @description The time of an attempt; null: unlimited.
             * @default null
             */
            minutes?: number | null;
            /**
             * @description Show the correct answers after an attempt that passes, or after the last one.
             * @default true
             */
            show_answers?: boolean;
        };
        /** @description The limits of a quiz; null means unlimited. */
        QuizLimits: {
            /** @description The number of questions in an attempt. */
            questions: number;
            /** @description The time of an attempt from its start. */
            minutes: number | null;
            attempts: number | null;
            attempts_left: number | null;
            /** @description The passing score in percent. */
            mastery_score: number | null;
        };
        Quote: {
            items: components["schemas"]["Line"][];
            /** @description Courses that the buyer is enrolled in by this sale. */
            courses: components["schemas"]["CourseReference"][];
            /** @description Prices times quantities. */
            gross: number;
            /** @description All that is taken off, with the voucher. */
            discount: number;
            /** @description Service charge included in the total. */
            service: number;
            /** @description Taxes included in the total. */
            tax: number;
            /** @description Null for the seller of other goods than its owner's. */
            voucher: components["schemas"]["UsedVoucher"] | null;
            total: number;
        };
        /** @description Why somebody loses what they had. */
        Reason: {
            /** @description Sent by e-mail to the person concerned. */
            reason: string;
        };
        /** @description The password, if the last sign-in is not recent. */
        Reauthentication: {
            /**
             * Format: password
             * @description Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`).
             * @default null
             */
            current_password?: string | null;
        };
        ReceiptGap: {
            first: number;
            last: number;
            first_receipt: string;
            last_receipt: string;
        };
        ReceiptGaps: {
            till_id: number;
            /** @description At most 100, lowest first. */
            gaps: components["schemas"]["ReceiptGap"][];
            /** @description There are more. */
            more: boolean;
        };
        ReceiptLink: {
            /** @description The page of the receipt, which needs no login. */
            url: string;
            /** @description Opens WhatsApp with a message that has the link. */
            whatsapp_url: string;
            /** Format: date-time */
            expires_at: string;
        };
        ReceiptPrint: {
            /** @description 1: the original; all others say that they are copies. */
            number: number;
            is_copy: boolean;
            media_type: string;
            /**
             * Format: byte
             * @description The receipt in base64.
             */
            content: string;
        };
        RecoveryCodes: {
            /** @description Each replaces a TOTP code once. They are shown only now. */
            recovery_codes: string[];
        };
        Refund: {
            id: number;
            amount: number;
            /** @description Tax included in the amount. */
            tax: number;
            reason: string;
            /** @description The sale of what the buyer took instead. */
            exchange_id: number | null;
            /** Format: date-time */
            created_at: string;
            items: components["schemas"]["RefundedItem"][];
        };
        RefundItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "refund";
            /** @description The sale, by its client id. */
            sale_client_id?: string | null;
            /** @description The sale, by its id. */
            transaction_id?: number | null;
            /** @description The sale of what the buyer took instead, by its client id. */
            exchange_client_id?: string | null;
            body: components["schemas"]["NewRefund"];
        };
        RefundQuote: {
            amount: number;
            /** @description Tax included in the amount. */
            tax: number;
            /** @description The part of the amount by which the customer owes less for the sale. */
            debt: number;
            /** @description The rest of the amount, which is given back; null: there is none. */
            money: components["schemas"]["RefundedMoney"] | null;
            items: components["schemas"]["RefundedItem"][];
            /** @description What may still be given back after it. */
            left: number;
        };
        RefundedItem: {
            line: number;
            product_id: number;
            name: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            /** @description 0: money alone. */
            qty: number;
            amount: number;
            tax: number;
            restocked: boolean;
        };
        RefundedMoney: {
            /** @enum {string} */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet";
            amount: number;
            /** @description What rounding to coins adds to the cash, beside the amount. */
            adjustment: number;
        };
        Rejection: {
            /**
             * @description The buyer sees it.
             * @default null
             */
            reason?: string | null;
            /**
             * @description The till where the caller works. Who has signed in there may omit it.
             * @default null
             */
            till_id?: number | null;
        };
        RenderedMarkdown: {
            /** @description The rendered Markdown, sanitized. */
            html: string;
        };
        Repayment: {
            id: number;
            /** @enum {string} */
            method: "cash" | "transfer" | "qris" | "card" | "ewallet";
            amount: number;
            tendered: number | null;
            /** @description What rounding to coins added to the cash, beside the amount. */
            adjustment: number;
            change: number;
            reference: string;
            /** Format: date-time */
            created_at: string;
            /** @description What the customer still owes. */
            balance: number;
            /** @description What it pays, oldest first. */
            sales: components["schemas"]["PaidSale"][];
        };
        ReportTotals: {
            transactions: number;
            units: number;
            /** @description Whole rupiah. */
            revenue: number;
            average_basket: number | null;
            cost: number | null;
            margin: number | null;
            margin_rate: number | null;
            /** @description Whole rupiah. */
            tax: number;
            /** @description Outside of 0 to 1 only where more was given back than sold in the span. */
            cost_known: number | null;
        };
        ReportsShowDebtsQuery: {
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        ReportsShowPaymentsQuery: {
            /**
             * Format: date
             * @description The first day, in the outlet's zone.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in the outlet's zone.
             */
            to?: string;
            /** @description Only this outlet. Sales without a till are those of the default one. */
            outlet_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /**
             * @description hour: of the day; cashier: who took the money.
             * @default method
             * @enum {string}
             */
            by?: "method" | "day" | "hour" | "cashier" | "outlet";
        };
        ReportsShowSalesQuery: {
            /**
             * Format: date
             * @description The first day, in the outlet's zone.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in the outlet's zone.
             */
            to?: string;
            /** @description Only this outlet. Sales without a till are those of the default one. */
            outlet_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /**
             * @description hour: of the day; method: that of the payments, `mixed` if there are several.
             * @default day
             * @enum {string}
             */
            by?: "day" | "hour" | "product" | "category" | "cashier" | "method" | "outlet";
        };
        ReportsShowShiftsQuery: {
            /**
             * Format: date
             * @description The first day, in the outlet's zone.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in the outlet's zone.
             */
            to?: string;
            /** @description Only this outlet. Sales without a till are those of the default one. */
            outlet_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        ReportsShowStockQuery: {
            /**
             * Format: date
             * @description The first day, in the default outlet's zone.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in the default outlet's zone.
             */
            to?: string;
            /**
             * @default product
             * @enum {string}
             */
            by?: "product" | "category";
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        ReportsShowTaxQuery: {
            /**
             * Format: date
             * @description The first day, in the outlet's zone.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in the outlet's zone.
             */
            to?: string;
            /** @description Only this outlet. Sales without a till are those of the default one. */
            outlet_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the groups as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
        };
        RequestPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /** @description Newest first. */
            payment_requests: components["schemas"]["PaymentRequest"][];
            /** @description Notices of providers on these accounts that name no request or can't be read, of the last 180 days, at most 100, newest first. On the first page of those in `review`. */
            unmatched_notices: components["schemas"]["UnmatchedNotice"][];
        };
        RequestsOfOrder: {
            /** @description Oldest first. */
            payment_requests: components["schemas"]["PaymentRequest"][];
            /** @description On which the order can be paid; empty unless it waits for money. */
            payment_accounts: components["schemas"]["PaymentAccount"][];
        };
        ResumePoint: {
            content_id: number;
            position: number | null;
        };
        /** @description A 1EdTechRevocationList. */
        RevocationList: {
            id: string;
            issuer: string;
            revokedCredentials: components["schemas"]["RevokedCredential"][];
        };
        RevokedCredential: {
            id: string;
            revoked: boolean;
        };
        RoleRequest: {
            id: number;
            user_id: number;
            user_name: string;
            /** @enum {string} */
            role: "seller" | "developer";
            note: string;
            /** @enum {string} */
            state: "pending" | "granted" | "denied" | "withdrawn";
            /** @description Null while pending, or if granted automatically. */
            decided_by: number | null;
            /** @description The note of the admin who decided. */
            decision: string;
            decided_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "role": "seller",
         *       "note": "Saya menjual kopi dari Gayo."
         *     }
         */
        RoleRequestCreate: {
            /** @enum {string} */
            role: "seller" | "developer";
            /**
             * @description The reason, shown to admins.
             * @default
             */
            note?: string;
        };
        RoleRequestDecision: {
            /** @enum {string} */
            state: "granted" | "denied";
            /**
             * @description The reason, sent to the user.
             * @default
             */
            note?: string;
        };
        RoleRequestPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            role_requests: components["schemas"]["RoleRequest"][];
        };
        RoleRequestsListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /** @enum {string} */
            state?: "pending" | "granted" | "denied" | "withdrawn";
        };
        RowFault: {
            field: string;
            code: string;
            /** @description The title of the column in the file. */
            column: string;
            msg: string;
        };
        RuleVerdict: {
            /** @enum {string} */
            rule: "known" | "active" | "started" | "not_ended" | "minimum" | "uses_left" | "uses_of_buyer";
            ok: boolean;
            /** @description Why not, in the language of Accept-Language. */
            msg: string | null;
            /** @default null */
            minimum?: number | null;
            /**
             * @description What the seller's goods cost.
             * @default null
             */
            reached?: number | null;
            /** @default null */
            starts_at?: string | null;
            /** @default null */
            ends_at?: string | null;
            /** @default null */
            limit?: number | null;
            /**
             * @description The buyer's uses so far. Null of uses_of_buyer: a walk-in customer.
             * @default null
             */
            used?: number | null;
        };
        Sale: {
            items: components["schemas"]["Line"][];
            /** @description Courses that the buyer is enrolled in by this sale. */
            courses: components["schemas"]["CourseReference"][];
            /** @description Prices times quantities. */
            gross: number;
            /** @description All that is taken off, with the voucher. */
            discount: number;
            /** @description Service charge included in the total. */
            service: number;
            /** @description Taxes included in the total. */
            tax: number;
            /** @description Null for the seller of other goods than its owner's. */
            voucher: components["schemas"]["UsedVoucher"] | null;
            total: number;
            id: number;
            /** @description Null until it is paid. */
            receipt_number: string | null;
            /** @description Null: a walk-in customer. */
            buyer_id: number | null;
            /** @description Who sold it at the counter; null for an order of the web. */
            cashier_id: number | null;
            /** @description What names it at the till. */
            client_id: string | null;
            /** @description Who bought it at the counter, if the seller knows them. */
            customer_id: number | null;
            outlet_id: number | null;
            /** @description Where it was sold; null: at no till, or not yet. */
            till_id: number | null;
            shift_id: number | null;
            /**
             * @description pending: it waits for a payment, and its goods are kept until `expires_at`.
             * @enum {string}
             */
            status: "pending" | "paid" | "cancelled" | "expired";
            /** @description What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part. */
            paid: number | null;
            /** @description What is left to pay; null for the seller of a part. */
            due: number | null;
            /** @description Oldest first; empty for the seller of a part. */
            payments: components["schemas"]["Payment"][];
            /** @description What `refunds` sum up to. */
            refunded: number;
            /** @description Oldest first; to the seller of a part, their part. */
            refunds: components["schemas"]["Refund"][];
            /** Format: date-time */
            created_at: string;
            /** @description When it was paid. */
            sold_at: string | null;
            /** @description Until when the goods of an order without payments are kept. */
            expires_at: string | null;
        };
        SaleItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sale";
            body: components["schemas"]["SoldBasket"];
        };
        SaleNotice: {
            /** @constant */
            code: "own_purchases";
            msg: string;
        };
        SalePage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * @description Scope of the list.
             * @enum {string}
             */
            scope: "own" | "sales" | "all";
            transactions: components["schemas"]["SaleWithBuyer"][];
            /** @description Set if a seller sent no `scope`: the list holds their purchases, not their sales. */
            notice: components["schemas"]["SaleNotice"] | null;
        };
        SaleWithBuyer: {
            items: components["schemas"]["Line"][];
            /** @description Courses that the buyer is enrolled in by this sale. */
            courses: components["schemas"]["CourseReference"][];
            /** @description Prices times quantities. */
            gross: number;
            /** @description All that is taken off, with the voucher. */
            discount: number;
            /** @description Service charge included in the total. */
            service: number;
            /** @description Taxes included in the total. */
            tax: number;
            /** @description Null for the seller of other goods than its owner's. */
            voucher: components["schemas"]["UsedVoucher"] | null;
            total: number;
            id: number;
            /** @description Null until it is paid. */
            receipt_number: string | null;
            /** @description Null: a walk-in customer. */
            buyer_id: number | null;
            /** @description Who sold it at the counter; null for an order of the web. */
            cashier_id: number | null;
            /** @description What names it at the till. */
            client_id: string | null;
            /** @description Who bought it at the counter, if the seller knows them. */
            customer_id: number | null;
            outlet_id: number | null;
            /** @description Where it was sold; null: at no till, or not yet. */
            till_id: number | null;
            shift_id: number | null;
            /**
             * @description pending: it waits for a payment, and its goods are kept until `expires_at`.
             * @enum {string}
             */
            status: "pending" | "paid" | "cancelled" | "expired";
            /** @description What `payments` without those of refunds sum up to: 0 for a sale without one, which `UNPAID=accept` allows; null for the seller of a part. */
            paid: number | null;
            /** @description What is left to pay; null for the seller of a part. */
            due: number | null;
            /** @description Oldest first; empty for the seller of a part. */
            payments: components["schemas"]["Payment"][];
            /** @description What `refunds` sum up to. */
            refunded: number;
            /** @description Oldest first; to the seller of a part, their part. */
            refunds: components["schemas"]["Refund"][];
            /** Format: date-time */
            created_at: string;
            /** @description When it was paid. */
            sold_at: string | null;
            /** @description Until when the goods of an order without payments are kept. */
            expires_at: string | null;
            buyer_name: string | null;
        };
        SalesBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            outlet_id: number | null;
            /** @enum {string} */
            by: "day" | "hour" | "product" | "category" | "cashier" | "method" | "outlet";
            totals: components["schemas"]["SalesSums"];
            /** @description Those with sales, in the order of their keys. */
            groups: components["schemas"]["SalesGroup"][];
        };
        SalesGroup: {
            /** @description A day, an hour from 0 to 23, an id, or a method. Null: none, such as no cashier. */
            key: string | null;
            /** @description Today's name of the product, category, cashier or outlet. */
            name: string | null;
            /** @description Null by product and category: a sale may have several. */
            sales: number | null;
            lines: number;
            /** @description Prices times quantities. */
            gross: number;
            /** @description Whole rupiah. */
            discount: number;
            /** @description Whole rupiah. */
            service: number;
            /** @description Tax on top of prices that do not include it. */
            added: number;
            /** @description `gross` less `discount`, with `service` and `added`: what buyers paid. */
            total: number;
            /** @description The tax in `total`. */
            tax: number;
            /** @description `total` less `tax`. */
            net: number;
            /** @description Given back on these days, whenever it was sold. It is not taken off `total`. */
            refunded: number;
            /** @description The tax in `refunded`, which is not taken off `tax`. */
            refunded_tax: number;
        };
        SalesListForecastsQuery: {
            /** @default 50 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description Number of days to forecast.
             * @default 28
             */
            horizon?: number;
            /**
             * @description daily: include the daily forecast of each product.
             * @default summary
             * @enum {string}
             */
            detail?: "summary" | "daily";
            /**
             * @description best: more models, at about ten times the cost.
             * @default fast
             * @enum {string}
             */
            tier?: "fast" | "best";
            product_id?: number;
            /** @description Includes its subcategories. */
            category_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description Days from order to delivery.
             * @default 7
             */
            lead_time_days?: number;
            /**
             * @description Days between two reviews of the stock.
             * @default 7
             */
            review_days?: number;
            /**
             * @description Probability that stock lasts until the next delivery.
             * @default 0.95
             */
            service_level?: number;
        };
        SalesReport: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /** @description Definition of each figure, in the language of Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            by: "day" | "week" | "month";
            totals: components["schemas"]["ReportTotals"];
            previous: components["schemas"]["PreviousPeriod"];
            last_year: components["schemas"]["ComparisonPeriod"];
            series: components["schemas"]["PeriodSales"][];
            weekdays: components["schemas"]["WeekdaySales"][];
            top_by_revenue: components["schemas"]["ProductSales"][];
            top_by_units: components["schemas"]["ProductSales"][];
            rising: components["schemas"]["ProductSales"][];
            falling: components["schemas"]["ProductSales"][];
            categories: components["schemas"]["CategorySales"][];
            classes: components["schemas"]["ClassSales"][];
            unsold: components["schemas"]["UnsoldStock"];
        };
        SalesShowReportQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /**
             * @default day
             * @enum {string}
             */
            by?: "day" | "week" | "month";
            product_id?: number;
            /** @description Includes its subcategories. */
            category_id?: number;
            /** @description For admins: only this seller. */
            seller_id?: number;
            /**
             * @description csv: the periods and all products as a file.
             * @default json
             * @enum {string}
             */
            format?: "json" | "csv";
            /**
             * @description Most products in each list.
             * @default 10
             */
            top?: number;
        };
        SalesSums: {
            /** @description Null by product and category: a sale may have several. */
            sales: number | null;
            lines: number;
            /** @description Prices times quantities. */
            gross: number;
            /** @description Whole rupiah. */
            discount: number;
            /** @description Whole rupiah. */
            service: number;
            /** @description Tax on top of prices that do not include it. */
            added: number;
            /** @description `gross` less `discount`, with `service` and `added`: what buyers paid. */
            total: number;
            /** @description The tax in `total`. */
            tax: number;
            /** @description `total` less `tax`. */
            net: number;
            /** @description Given back on these days, whenever it was sold. It is not taken off `total`. */
            refunded: number;
            /** @description The tax in `refunded`, which is not taken off `tax`. */
            refunded_tax: number;
        };
        /** @example {} */
        SectionCreate: {
            title: string;
            /** @default null */
            position?: number | null;
        };
        SectionDetail: {
            id: number;
            position: number;
            title: string;
            /** @description The revision of the whole draft, which each write raises; in quotes it is a value of `If-Match`. */
            revision: number;
        };
        SectionOrder: {
            id: number;
            /** @description The ids of the contents of this section, in order. */
            contents: number[];
        };
        SectionUpdate: {
            title?: string;
            /** @description From 1; a position beyond the end means the end. */
            position?: number;
        };
        Series: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            forecast: components["schemas"]["ForecastPoint"][] | null;
            /** @description The last 120 periods, then the forecast. */
            chart: (components["schemas"]["HistoryPoint"] | components["schemas"]["ForecastPoint"])[];
            /** @default null */
            svg?: string | null;
            name: string;
            from: string;
            to: string;
            periods: number;
            quality: components["schemas"]["Quality"];
            /** @description Reason why there are no intervals: too_short, constant, too_large. */
            forecast_reason: string | null;
            /** @description Lengths, in periods, of the significant seasons. */
            seasons: number[];
            /** @description smooth, intermittent, constant or short. */
            method: string | null;
        };
        SeriesResult: {
            statistics: components["schemas"]["Statistics"];
            trend: components["schemas"]["Trend"];
            growth: components["schemas"]["Growth"];
            forecast: components["schemas"]["ForecastPoint"][] | null;
            /** @description The last 120 periods, then the forecast. */
            chart: (components["schemas"]["HistoryPoint"] | components["schemas"]["ForecastPoint"])[];
            /** @default null */
            svg?: string | null;
        };
        Session: {
            id: string;
            address: string;
            user_agent: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            refreshed_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description True for the session of this call. */
            current: boolean;
        };
        SessionList: {
            sessions: components["schemas"]["Session"][];
        };
        SessionsEnd: {
            /**
             * Format: password
             * @description Required if the last sign-in or reauthentication is more than 10 minutes ago (403 `reauthentication_required`).
             * @default null
             */
            current_password?: string | null;
            /**
             * @description Also end the session of this call.
             * @default false
             */
            current?: boolean;
        };
        SessionsEnded: {
            msg: string;
            /** @description The number of sessions ended. */
            ended: number;
        };
        Shift: {
            id: number;
            till_id: number;
            till_name: string;
            outlet_id: number;
            outlet_name: string;
            /** @description What cash is rounded to at this outlet; 0: it is not. */
            cash_step: number;
            /** Format: date-time */
            opened_at: string;
            opened_by_name: string;
            opening: number;
            closed_at: string | null;
            closed_by_name: string | null;
            /** @description The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted. */
            expected: number | null;
            counted: number | null;
            /** @description `counted` less `expected`: below 0 cash is missing. */
            variance: number | null;
        };
        ShiftBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            outlet_id: number | null;
            totals: components["schemas"]["ShiftSums"];
            /** @description In the order of their opening. */
            shifts: components["schemas"]["ShiftRow"][];
        };
        ShiftCloseItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "shift_close";
            /** @description How many items of the shift the till has made, without its opening and closing. While fewer have come, the closing is refused (`shift_incomplete`). */
            items?: number | null;
            body: components["schemas"]["Count"];
        };
        ShiftOpenItem: {
            /**
             * Format: uuid
             * @description A UUID that names the item for good, a sale also online.
             */
            client_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the clock of the till.
             */
            at: string;
            /** @description Who has done it: the owner, or a user among the staff. Omitted: who calls. */
            staff_id?: number | null;
            /** @description Its shift, by the item that has opened it. */
            shift_client_id?: string | null;
            /** @description Its shift, if that was opened with a network. Without both: the open one. */
            shift_id?: number | null;
            /** @description Items that must be known before it, such as the sale on credit that a customer pays back. */
            after?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "shift_open";
            body: components["schemas"]["NewShift"];
        };
        ShiftPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            shifts: components["schemas"]["ListedShift"][];
        };
        ShiftReport: {
            id: number;
            till_id: number;
            till_name: string;
            outlet_id: number;
            outlet_name: string;
            /** @description What cash is rounded to at this outlet; 0: it is not. */
            cash_step: number;
            /** Format: date-time */
            opened_at: string;
            opened_by_name: string;
            opening: number;
            closed_at: string | null;
            closed_by_name: string | null;
            /** @description The cash that should be in the drawer: `opening`, cash payments and moves. Null until the cash is counted. */
            expected: number | null;
            counted: number | null;
            /** @description `counted` less `expected`: below 0 cash is missing. */
            variance: number | null;
            /** @enum {string} */
            kind: "x" | "z";
            sales: components["schemas"]["ShiftSales"];
            /** @description By purpose and method. */
            payments: components["schemas"]["PaymentSum"][];
            moves: components["schemas"]["NamedMove"][];
            cash: components["schemas"]["DrawerCash"];
        };
        ShiftRow: {
            shift_id: number;
            outlet_id: number;
            outlet_name: string;
            till_id: number;
            till_name: string;
            /** Format: date-time */
            opened_at: string;
            opened_by_name: string;
            closed_at: string | null;
            closed_by_name: string | null;
            /** @description Whole rupiah. */
            opening: number;
            /** @description The cash that should be in the drawer. Null: still open. */
            expected: number | null;
            counted: number | null;
            /** @description `counted` less `expected`: below 0 cash is missing. */
            variance: number | null;
        };
        ShiftSales: {
            count: number;
            total: number;
            tax: number;
            first_receipt: string | null;
            last_receipt: string | null;
        };
        ShiftSums: {
            shifts: number;
            /** @description Those of them whose cash was counted; the sums are theirs. */
            closed: number;
            /** @description Whole rupiah. */
            opening: number;
            /** @description Whole rupiah. */
            expected: number;
            /** @description Whole rupiah. */
            counted: number;
            /** @description Whole rupiah. */
            variance: number;
        };
        ShiftsListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * Format: date
             * @description Opened on this day or later, in the zone of the outlet.
             */
            from?: string;
            /**
             * Format: date
             * @description Opened on this day or before.
             */
            to?: string;
            /** @description Only this till. Omitted: all tills of the caller. */
            till_id?: number;
        };
        ShiftsShowCurrentQuery: {
            till_id: number;
        };
        ShiftsShowReportQuery: {
            /**
             * @description x: an open shift up to now, for the owner and managers; z: a closed one. Omitted: whichever it is.
             * @enum {string}
             */
            kind?: "x" | "z";
        };
        /** @description The shop. Its ETag is the value for If-Match of a change. */
        Shop: {
            name: string;
            /** @description Grows with each change; in quotes (`"42"`) it is a value for `If-Match`. */
            revision: number;
            /** @description The URL of the medium size. */
            logo_url: string | null;
            logo_urls: components["schemas"]["ImageUrls"] | null;
        };
        ShopUpdate: {
            /** @description Null: the name in the settings. */
            name: string | null;
        };
        /**
         * @description The names are compared as typed, so that a malformed name fails like a wrong one.
         * @example {
         *       "username": "rina",
         *       "password": "kopi-susu-gula-aren"
         *     }
         */
        SignIn: {
            /** @default null */
            email?: string | null;
            /** @default null */
            username?: string | null;
            /** Format: password */
            password: string;
            /** @default null */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        } & ({
            email: string;
        } | {
            username: string;
        });
        /**
         * @example {
         *       "email": "rina@example.com",
         *       "password": "kopi-susu-gula-aren",
         *       "name": "Rina"
         *     }
         */
        SignUp: {
            /** @default null */
            email?: string | null;
            /** @default null */
            username?: string | null;
            /**
             * Format: password
             * @description Common ones, and those that are little more than a name, are refused in production.
             */
            password: string;
            /** @default null */
            name?: string | null;
        } | {
            email: string;
        } | {
            username: string;
        };
        /** @description The body of a sale, with what the till has decided: prices, and the number of the receipt. */
        SoldBasket: {
            items: components["schemas"]["SoldItem"][];
            /** @description Taken off what is left of all items, by the seller of all of them. */
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description The code of a voucher of a seller of the items. */
            voucher?: string | null;
            /** @description The total that the buyer has agreed to. If the sale would cost another, the answer is a 409 `total_changed` with the new `quote`, and nothing is sold. */
            expected_total?: number;
            /** @description How the customer has paid. */
            payments: components["schemas"]["CounterPayment"][];
            /** @description A UUID that the till gives to a sale with `payments`, before it is sent. A repeated call with it, at whatever time, returns the sale that it names. */
            client_id?: string | null;
            /** @description The till that sells, with `payments`, in its open shift: the sale gets the next number of its receipts. Who has signed in there may omit it. */
            till_id?: number | null;
            /** @description At the counter: a customer of the seller. Omitted: a walk-in customer, who buys nothing on credit. */
            customer_id?: number | null;
            /** @description The number on its receipt, in the series of the till. */
            receipt_no: number;
        };
        SoldItem: {
            product_id: number;
            /** @description Whole pieces, grams or millimetres. */
            qty: number;
            /**
             * @description What the buyer asks for, such as `less sugar`. Items of a product with different notes or discounts are separate lines.
             * @default null
             */
            note?: string | null;
            /**
             * @description Taken off this item, by its seller.
             * @default null
             */
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description That it was sold at, also if the catalogue's is another one by now. */
            price: number;
        };
        Staff: {
            user_id: number;
            name: string;
            username: string | null;
            /**
             * @description cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too.
             * @enum {string}
             */
            duty: "cashier" | "manager";
            active: boolean;
            /** Format: date-time */
            created_at: string;
        };
        StaffList: {
            staff: components["schemas"]["Staff"][];
        };
        StaffUpdate: {
            /**
             * @description cashier: sells, opens and closes shifts; manager: sees the cash of an open shift, too.
             * @enum {string}
             */
            duty?: "cashier" | "manager";
            /**
             * Format: password
             * @description Four to eight digits, which neither repeat nor count on. They open the owner's tills alone.
             */
            pin?: string;
            /** @description False ends their sign-ins at tills at once. */
            active?: boolean;
        };
        Statistics: {
            count: number;
            sum: number | null;
            mean: number | null;
            median: number | null;
            /** @description Standard deviation of a sample (n - 1). */
            std: number | null;
            min: number | null;
            max: number | null;
            q1: number | null;
            q3: number | null;
            /** @description Coefficient of variation, std divided by the mean: 0.2 is low, 1 is high. */
            cv: number | null;
            skewness: number | null;
            zeros: number;
            last: number | null;
        };
        StockBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            by: "product" | "category";
            totals: components["schemas"]["StockSums"];
            /** @description In the order of their keys. A category has a row for each measure. */
            groups: components["schemas"]["StockGroup"][];
        };
        StockForecast: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /** @description Definition of each figure, in the language of Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            horizon: number;
            lead_time_days: number;
            review_days: number;
            service_level: number;
            products: components["schemas"]["ProductForecast"][];
            totals: components["schemas"]["ForecastTotals"];
            /** @description What is missing because time or memory ran out. */
            degraded: components["schemas"]["Degraded"] | null;
        };
        StockGroup: {
            /**
             * @description What the quantities count.
             * @enum {string}
             */
            measure: "piece" | "gram" | "millimetre";
            /** @description In stock as the first day began. */
            start: number;
            received: number;
            /** @description Taken by orders, paid or not, less what cancelled ones returned. */
            sold: number;
            /** @description Back by refunds. */
            returned: number;
            wasted: number;
            /** @description What counts and corrections have added; below 0: it was missing. */
            counted: number;
            /** @description First stocks, edits, imports, and transfers from and to outlets. */
            other: number;
            /** @description `start`, `received`, `returned`, `counted` and `other`, less `sold` and `wasted`. Of today: what is in stock. */
            end: number;
            /** @description The id of the product or category. Null: no category. */
            key: string | null;
            /** @description Today's name. */
            name: string | null;
            products: number;
            /** @description `end` at today's cost. Null: no cost is known. */
            value: number | null;
            without_cost: number;
        };
        StockLedgerQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            product_id: number;
            /** @description The own stock of this outlet; without it, the shared stock. */
            outlet_id?: number;
        };
        StockListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description Only products for sale, with at most `at_most`; without that, with at most 5.
             * @default false
             */
            low?: boolean;
            /** @description Only products with at most this stock. */
            at_most?: number;
            /**
             * @description Only products that tills without a network have sold more of than there was.
             * @default false
             */
            below_zero?: boolean;
            /** @description Another seller, for admins. */
            seller_id?: number;
            /** @description The own stock of this outlet, with the products that it has or once had. */
            outlet_id?: number;
        };
        StockPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            products: components["schemas"]["StockedProduct"][];
        };
        StockQuantities: {
            /**
             * @description What the quantities count.
             * @enum {string}
             */
            measure: "piece" | "gram" | "millimetre";
            /** @description In stock as the first day began. */
            start: number;
            received: number;
            /** @description Taken by orders, paid or not, less what cancelled ones returned. */
            sold: number;
            /** @description Back by refunds. */
            returned: number;
            wasted: number;
            /** @description What counts and corrections have added; below 0: it was missing. */
            counted: number;
            /** @description First stocks, edits, imports, and transfers from and to outlets. */
            other: number;
            /** @description `start`, `received`, `returned`, `counted` and `other`, less `sold` and `wasted`. Of today: what is in stock. */
            end: number;
        };
        StockSums: {
            /** @description Those that were in stock or moved. */
            products: number;
            /** @description `end` at today's cost, as far as that is known. */
            value: number;
            /** @description Products that are left and have no cost. */
            without_cost: number;
            /** @description By measure. */
            quantities: components["schemas"]["StockQuantities"][];
        };
        StockedProduct: {
            product_id: number;
            sku: string | null;
            name: string;
            unit: string;
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            /** @description The shared stock, or that of the outlet that was asked for. */
            stock: number;
            active: boolean;
            /** @description What outlets have of it in stocks of their own. */
            outlets: components["schemas"]["OutletStock"][];
        };
        /** @description A submitted attempt and the learner's progress after it. */
        SubmittedAttempt: {
            id: number;
            number: number;
            score: number | null;
            passed: boolean | null;
            /** Format: date-time */
            started_at: string;
            /** @description The end of its time. Answers are accepted for 30 s more, for slow connections. */
            expires_at: string | null;
            /** @description `expires_at` if it was not submitted in time; the saved answers count then. */
            submitted_at: string | null;
            course_id: number;
            content_id: number;
            mastery_score: number | null;
            /** @description Null: unlimited. */
            attempts_left: number | null;
            questions: components["schemas"]["AttemptQuestion"][];
            /** @description The questions whose answer in this call is not counted, because the attempt had ended before, by its time or an earlier call. Answers saved in time count. */
            ignored_answers: number[];
            progress: components["schemas"]["CourseProgress"];
        };
        /** @description What is not as the shop would have done it; the other members depend on the code. */
        SyncFlag: {
            /** @enum {string} */
            code: "closed_before" | "credit_limit" | "discount_too_large" | "late" | "other_shift" | "price_differs" | "product_unlisted" | "receipt_number_changed" | "rejected" | "sold_online" | "staff_named" | "staff_unknown" | "stock_short" | "time_after_shift" | "time_ahead" | "time_before_shift" | "total_differs" | "voucher_refused";
        } & {
            [key: string]: unknown;
        };
        SyncListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description Omitted: all.
             * @enum {string}
             */
            state?: "booked" | "review" | "rejected";
            /**
             * @description Only those with flags.
             * @default false
             */
            flagged?: boolean;
            /** @description Of this till, for its owner and managers. Omitted: of all tills of the caller. */
            till_id?: number;
        };
        SyncPost: {
            till_id: number;
            /** @description In any order. */
            items: (components["schemas"]["SaleItem"] | components["schemas"]["RefundItem"] | components["schemas"]["ShiftOpenItem"] | components["schemas"]["MoveItem"] | components["schemas"]["ShiftCloseItem"] | components["schemas"]["DebtPaymentItem"])[];
        };
        SyncResult: {
            /** @description Null for an item without one that can be read. */
            client_id: string | null;
            /**
             * @description created: it is booked; known: it was sent before; refused: nothing is kept of it, send it again once its `problem` is solved; review: it is kept, and a manager decides.
             * @enum {string}
             */
            result: "created" | "known" | "refused" | "review";
            /** @description Of the sale, refund, shift or payment. */
            id: number | null;
            /** @description Of a sale. */
            receipt_number: string | null;
            flags: components["schemas"]["SyncFlag"][];
            /** @description Of a refused item, such as `reference_unknown`, `reference_in_review`, `shift_incomplete`, `shift_open`, `client_id_reused`, `validation_failed`; or why it waits for a review, such as `shift_closed`, `insufficient_stock`, `receipt_number_taken`, `receipt_number_far`, `total_changed`, `reference_rejected`, `sum_too_large`, `item_unfit`. Its `status` is that of the call with a network; the answer itself is a 200. */
            problem: components["schemas"]["ItemProblem"] | null;
        };
        SyncResults: {
            /** @description In the order of the call. */
            results: components["schemas"]["SyncResult"][];
        };
        TaxBooks: {
            /**
             * Format: date-time
             * @description Moment at which the figures were computed.
             */
            as_of: string;
            /**
             * @description WIB, WITA or WIT: the zone that the outlet's days and receipts are in.
             * @enum {string}
             */
            zone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            outlet_id: number | null;
            totals: components["schemas"]["TaxSums"];
            /** @description By month and kind of tax. */
            groups: components["schemas"]["TaxGroup"][];
        };
        TaxGroup: {
            lines: number;
            /** @description What was sold, without tax. */
            base: number;
            /** @description Whole rupiah. */
            tax: number;
            /** @description Given back in the month, without tax, whenever it was sold. */
            refunded_base: number;
            /** @description Whole rupiah. */
            refunded_tax: number;
            month: string;
            /**
             * @description The kind of tax; none: without a tax profile.
             * @enum {string}
             */
            tax_code: "ppn" | "ppn_luxury" | "pbjt" | "exempt" | "none";
        };
        TaxProfile: {
            /** Format: date */
            valid_from: string;
            /**
             * @description none: no tax; ppn: value-added tax; pbjt: the regional tax on food and drink that is served.
             * @enum {string}
             */
            regime: "none" | "ppn" | "pbjt";
            rate_bp: number | null;
            inclusive: boolean;
            service_bp: number;
        };
        TaxProfileDeleteQuery: {
            /**
             * Format: date
             * @description The first day of the profile.
             */
            valid_from: string;
        };
        TaxProfiles: {
            /** @description What today's sales are taxed by; null: the setting `TAX_REGISTERED`. */
            present: components["schemas"]["TaxProfile"] | null;
            /** @description Latest first. */
            profiles: components["schemas"]["TaxProfile"][];
        };
        TaxSums: {
            lines: number;
            /** @description What was sold, without tax. */
            base: number;
            /** @description Whole rupiah. */
            tax: number;
            /** @description Given back in the month, without tax, whenever it was sold. */
            refunded_base: number;
            /** @description Whole rupiah. */
            refunded_tax: number;
        };
        Till: {
            id: number;
            outlet_id: number;
            name: string;
            series: string;
            /** @description Of its last receipt; 0: it has none yet. */
            last_number: number;
            /** @description Its open shift. */
            shift_id: number | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
        };
        TillCustomer: {
            name: string;
            phone: string | null;
            credit_limit: number;
            balance: number;
            credit_left: number;
        };
        TillList: {
            tills: components["schemas"]["Till"][];
        };
        TillOutlet: {
            name: string;
            zone: string;
            address: string;
            phone: string;
            tax_number: string | null;
            footer: string;
            cash_step: number;
            own_stock: boolean;
            /** @enum {string} */
            short_stock: "review" | "accept";
        };
        TillSession: {
            access_token: string;
            token_type: string;
            /** @description Seconds until the next sign-in by PIN. There is no refresh token. */
            expires_in: number;
            till_id: number;
            user: components["schemas"]["TillUser"];
        };
        TillSettings: {
            outlet_id: number;
            name: string;
            series: string;
            /** @description At this moment. Sales alone are no change of the till. */
            last_number: number;
            /** @description Its open shift, at this moment. */
            shift_id: number | null;
            active: boolean;
            /** @description The static QRIS of an active account of its outlet, or else of all outlets. A till without a network gives it the amount. */
            qris: string | null;
        };
        TillSignIn: {
            token: string;
            /** @description The username, or the e-mail address. */
            username: string;
            /** Format: password */
            pin: string;
        };
        TillStaff: {
            name: string;
            username: string | null;
            /** @enum {string} */
            duty: "cashier" | "manager";
        };
        TillUpdate: {
            name?: string;
            /** @description False refuses all sign-ins at the till, and ends them. */
            active?: boolean;
        };
        TillUser: {
            id: number;
            name: string;
            username: string | null;
        };
        TillVoucher: {
            code: string;
            /** @enum {string} */
            kind: "percent" | "amount";
            value: number;
            minimum: number;
            most: number | null;
            starts_at: string | null;
            ends_at: string | null;
            limit_total: number | null;
            limit_each: number | null;
            used: number;
        };
        TillWithToken: {
            id: number;
            outlet_id: number;
            name: string;
            series: string;
            /** @description Of its last receipt; 0: it has none yet. */
            last_number: number;
            /** @description Its open shift. */
            shift_id: number | null;
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** @description What the device signs staff in with, shown only now. */
            token: string;
        };
        TokenRefresh: {
            /** @default null */
            refresh_token?: string | null;
        };
        TokenResponse: {
            access_token: string;
            refresh_token: string;
            token_type: string;
            /** @description Seconds until the access token expires. */
            expires_in: number;
            user: components["schemas"]["User"];
        };
        TotpConfirmation: {
            /** @description Six digits from the authenticator app; each code works once. */
            code: string;
        };
        TotpSetup: {
            /** @description The secret in base32, to be typed into an authenticator app. */
            secret: string;
            /** @description The secret as an `otpauth:` URI, which apps open. */
            address: string;
            /** @description The URI as a QR code: a `data:` URL of an SVG. */
            qr: string;
        };
        TotpSetupStart: {
            /** Format: password */
            current_password: string;
        };
        TransactionsListQuery: {
            /**
             * Format: date
             * @description The first day, in Jakarta.
             */
            from?: string;
            /**
             * Format: date
             * @description The last day, in Jakarta.
             */
            to?: string;
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
            /**
             * @description own: the caller's purchases; sales: a seller's own sales; all: every sale, for admins.
             * @default own
             * @enum {string}
             */
            scope?: "own" | "sales" | "all";
            /**
             * @description pending: only orders that wait for a payment; the days are those of the order.
             * @constant
             */
            status?: "pending";
        };
        TransactionsShowReceiptQuery: {
            /**
             * @description html, pdf, or escpos: bytes for a thermal printer.
             * @default html
             * @enum {string}
             */
            format?: "html" | "pdf" | "escpos";
            /**
             * @description The paper: rolls of 58 or 80 mm, or A4. Omitted: 80 for `escpos`, a4 otherwise.
             * @enum {string}
             */
            width?: "58" | "80" | "a4";
            /**
             * @description Receipts are for buyers: Indonesian unless asked otherwise.
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
        };
        TransactionsShowRefundReceiptQuery: {
            /**
             * @description html, pdf, or escpos: bytes for a thermal printer.
             * @default html
             * @enum {string}
             */
            format?: "html" | "pdf" | "escpos";
            /**
             * @description The paper: rolls of 58 or 80 mm, or A4. Omitted: 80 for `escpos`, a4 otherwise.
             * @enum {string}
             */
            width?: "58" | "80" | "a4";
            /**
             * @description Receipts are for buyers: Indonesian unless asked otherwise.
             * @default id
             * @enum {string}
             */
            language?: "id" | "en";
        };
        TransferItem: {
            product_id: number;
            qty: number;
        };
        Transferred: {
            product_id: number;
            qty: number;
            /** @description What is left after it. */
            from_stock: number;
            /** @description What is there after it. */
            to_stock: number;
        };
        TransferredItems: {
            /** @description In the order of the call. */
            items: components["schemas"]["Transferred"][];
        };
        Trend: {
            /**
             * @description rising or falling if p_adjusted is below 0.05.
             * @enum {string}
             */
            direction: "rising" | "falling" | "none";
            /** @description Change per period (Theil-Sen), with its 95 % confidence interval. */
            slope: number | null;
            slope_lo95: number | null;
            slope_hi95: number | null;
            tau: number | null;
            /** @description P-value of the Mann-Kendall test. */
            p_value: number | null;
            /** @description P-value adjusted for all series of the file (Holm). */
            p_adjusted: number | null;
            /** @description Share of the variance that the trend explains. */
            trend_strength: number | null;
            /** @description Share of the variance that the season explains. */
            season_strength: number | null;
            reason: string | null;
        };
        TwoFactorPolicy: {
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        TwoFactorPolicyUpdate: {
            /** @description The complete set; an empty list lifts the requirement. */
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        /** @description The password and a code. */
        TwoFactorReauthentication: {
            /** Format: password */
            current_password: string;
            /** @default null */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        } & ({
            code: string;
        } | {
            recovery_code: string;
        });
        TwoFactorStatus: {
            enabled: boolean;
            enabled_at: string | null;
            /** @description True if one of the user's roles requires it. */
            required: boolean;
            /** @description The number of unused recovery codes. */
            recovery_codes: number;
        };
        UnbookedItem: {
            client_id: string;
            /** @enum {string} */
            type: "sale" | "refund" | "shift_open" | "move" | "shift_close" | "debt_payment";
            /** @enum {string} */
            state: "review" | "rejected";
            /**
             * Format: date-time
             * @description By the clock of the till.
             */
            at: string;
            /** Format: date-time */
            received_at: string;
            /** @description The item, as the till has sent it. */
            body: {
                [key: string]: unknown;
            };
        };
        UnmatchedNotice: {
            account_id: number;
            /** @enum {string} */
            kind: "qris" | "transfer" | "midtrans" | "xendit" | "doku" | "duitku";
            /** @description The order id that it names. Null: it could not be read. */
            order: string | null;
            /** @description As it says; the provider was not asked. */
            state: ("pending" | "paid" | "failed" | "expired" | "reversed") | null;
            /** @description As it says. Null: no whole number of rupiah. */
            amount: number | null;
            reference: string;
            /** Format: date-time */
            received_at: string;
        };
        UnpaidSale: {
            transaction_id: number;
            /** Format: date-time */
            created_at: string;
            /** @description The day by which it is to be paid, if one was agreed. */
            due_on: string | null;
            unpaid: number;
        };
        UnsoldProduct: {
            product_id: number;
            name: string;
            stock: number;
            /** @description Whole rupiah. */
            value: number;
            /** @enum {string} */
            valued_at: "cost" | "price";
            last_sold_on: string | null;
        };
        UnsoldStock: {
            products: number;
            /** @description Whole rupiah. */
            value: number;
            dearest: components["schemas"]["UnsoldProduct"][];
        };
        UsedColumns: {
            date: string;
            series: string[];
            value: string[];
        };
        UsedVoucher: {
            code: string;
            /** @description What it takes off; a part of `discount`. */
            amount: number;
        };
        User: {
            id: number;
            name: string;
            email: string | null;
            email_verified: boolean;
            username: string | null;
            role: ("buyer" | "seller" | "developer" | "admin") | null;
            roles: ("buyer" | "seller" | "developer" | "admin")[];
        };
        UserPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            total_items: number;
            total_pages: number;
            /** @description Null if the list is read by cursor. */
            current_page: number | null;
            has_prev: boolean;
            users: components["schemas"]["Profile"][];
        };
        UserProgressReport: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            /**
             * Format: date-time
             * @description The time of the figures.
             */
            as_of: string;
            /** @description The definition of each figure, by Accept-Language. */
            definitions: {
                [key: string]: string;
            };
            /** @enum {string} */
            scope: "learners" | "own" | "all";
            learners: components["schemas"]["LearnerProgress"][];
        };
        UserUpdate: {
            /** @description The complete set. */
            roles?: ("buyer" | "seller" | "developer" | "admin")[];
            /**
             * @description A role to add.
             * @enum {string}
             */
            role?: "buyer" | "seller" | "developer" | "admin";
            active?: boolean;
        };
        UsersListQuery: {
            /**
             * @description Pages reach 10,000 rows; read on with a cursor.
             * @default 1
             */
            page?: number;
            /** @default 20 */
            per_page?: number;
            /** @description Leave it empty for the first page; then send the last `next_cursor`. */
            cursor?: string;
            /**
             * @description Words of a name, or the start of a name, e-mail address or username.
             * @default
             */
            search?: string;
            /** @enum {string} */
            role?: "buyer" | "seller" | "developer" | "admin";
            active?: boolean;
            /**
             * @default created_at
             * @constant
             */
            sort_by?: "created_at";
            /**
             * @default desc
             * @enum {string}
             */
            sort_order?: "asc" | "desc";
        };
        Variant: {
            id: number;
            name: string;
            options: components["schemas"]["ProductOption"][];
            /** @enum {string} */
            measure: "piece" | "gram" | "millimetre";
            price: number;
            stock: number;
            active: boolean;
            /** @description URL of its first image, in the small size. */
            image_url: string | null;
        };
        VerifiedEmail: {
            email: string;
        };
        Voucher: {
            id: number;
            code: string;
            /** @enum {string} */
            kind: "percent" | "amount";
            value: number;
            minimum: number;
            most: number | null;
            starts_at: string | null;
            ends_at: string | null;
            limit_total: number | null;
            limit_each: number | null;
            /** @description Its uses. An order that is cancelled or expires gives its own back. */
            used: number;
            active: boolean;
            /** Format: date-time */
            created_at: string;
        };
        VoucherCheck: {
            items: components["schemas"]["Item"][];
            /** @description Taken off what is left of all items, by the seller of all of them. */
            discount?: components["schemas"]["NewDiscount"] | null;
            /** @description 3 to 32 letters, digits and hyphens, in upper or lower case. */
            code: string;
            /** @description The till that sells, from the stock sold there. Who has signed in there may omit it. */
            till_id?: number | null;
            /** @description At the counter: a customer of the seller. Omitted at a till: a walk-in customer. */
            customer_id?: number | null;
        };
        VoucherPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            vouchers: components["schemas"]["Voucher"][];
        };
        VoucherUpdate: {
            /** @description 3 to 32 letters, digits and hyphens, in upper or lower case. */
            code?: string;
            /** @enum {string} */
            kind?: "percent" | "amount";
            /** @description percent: 1 to 100; amount: rupiah. */
            value?: number;
            /** @description What the seller's goods must cost, after other discounts. */
            minimum?: number;
            /** @description The most that a percentage takes off. */
            most?: number | null;
            /** @description The first moment of its use. Null: at once. */
            starts_at?: string | null;
            /** @description The moment from which on it is refused. Null: never. */
            ends_at?: string | null;
            /** @description How often it may be used. Null: as often as one likes. */
            limit_total?: number | null;
            /** @description How often each buyer may use it: an account, or at the counter a customer (`customer_id`). A walk-in customer can't use it then. */
            limit_each?: number | null;
            /** @description False: withdrawn. */
            active?: boolean;
        };
        VouchersListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        WaiverCreate: {
            content_id: number;
            reason: string;
        };
        WarningValue: {
            value: string;
            count: number | null;
        };
        Webhook: {
            id: number;
            url: string;
            description: string;
            types: string[];
            active: boolean;
            /** @description failing: no success for three days; gone: it has answered 410; owner: by you; password_reset: with your API keys. */
            pause_reason: ("owner" | "failing" | "gone" | "password_reset") | null;
            paused_at: string | null;
            /** @description Failed attempts since the last success. */
            failures: number;
            failing_since: string | null;
            /** @description The next attempt, of one that fails. */
            next_at: string | null;
            /**
             * Format: date-time
             * @description The last success. Events of the last 30 days wait for others.
             */
            position_at: string;
            /** @description Until then the secret before signs as well. */
            old_secret_ends_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        WebhookPage: {
            per_page: number;
            has_next: boolean;
            next_cursor: string | null;
            webhooks: components["schemas"]["Webhook"][];
        };
        WebhookUpdate: {
            /** @description `https`, and no address of a private network. */
            url?: string;
            description?: string;
            /** @description Empty: all, and those that are added later. */
            types?: ("order.placed" | "order.part_paid" | "order.paid" | "order.cancelled" | "order.expired" | "refund.created" | "product.created" | "product.updated" | "product.deleted" | "import.completed" | "customer.created" | "customer.updated" | "customer.deleted" | "customer.repaid" | "shift.opened" | "shift.closed" | "course.enrolled" | "course.completed")[];
            /** @description False pauses it; true has it go on where it stopped. */
            active?: boolean;
        };
        WebhookWithSecret: {
            id: number;
            url: string;
            description: string;
            types: string[];
            active: boolean;
            /** @description failing: no success for three days; gone: it has answered 410; owner: by you; password_reset: with your API keys. */
            pause_reason: ("owner" | "failing" | "gone" | "password_reset") | null;
            paused_at: string | null;
            /** @description Failed attempts since the last success. */
            failures: number;
            failing_since: string | null;
            /** @description The next attempt, of one that fails. */
            next_at: string | null;
            /**
             * Format: date-time
             * @description The last success. Events of the last 30 days wait for others.
             */
            position_at: string;
            /** @description Until then the secret before signs as well. */
            old_secret_ends_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Shown only now; it verifies the signatures. */
            secret: string;
        };
        WebhooksListDeliveriesQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        WebhooksListQuery: {
            /** @default 20 */
            per_page?: number;
            /**
             * @description Leave it empty for the first page; then send the last `next_cursor`.
             * @default
             */
            cursor?: string;
        };
        WeekdaySales: {
            weekday: number;
            transactions: number[];
            revenue: number[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AccountEntry = components['schemas']['AccountEntry'];
export type AccountPage = components['schemas']['AccountPage'];
export type ActivitiesExportAnswer = components['schemas']['ActivitiesExportAnswer'];
export type ActivitiesExportQuery = components['schemas']['ActivitiesExportQuery'];
export type ActivitiesListQuery = components['schemas']['ActivitiesListQuery'];
export type Activity = components['schemas']['Activity'];
export type ActivityPage = components['schemas']['ActivityPage'];
export type Allowance = components['schemas']['Allowance'];
export type AllowanceUpdate = components['schemas']['AllowanceUpdate'];
export type AnalysesCreateQuery = components['schemas']['AnalysesCreateQuery'];
export type Analysis = components['schemas']['Analysis'];
export type AnalyticsListCompletionRatesQuery = components['schemas']['AnalyticsListCompletionRatesQuery'];
export type AnalyticsListCourseEngagementQuery = components['schemas']['AnalyticsListCourseEngagementQuery'];
export type AnalyticsListCourseProgressQuery = components['schemas']['AnalyticsListCourseProgressQuery'];
export type AnalyticsListUserProgressQuery = components['schemas']['AnalyticsListUserProgressQuery'];
export type AnalyticsShowCohortsQuery = components['schemas']['AnalyticsShowCohortsQuery'];
export type AnalyzeForm = components['schemas']['AnalyzeForm'];
export type Answer = components['schemas']['Answer'];
export type Answers = components['schemas']['Answers'];
export type ApiKey = components['schemas']['ApiKey'];
export type ApiKeyCreate = components['schemas']['ApiKeyCreate'];
export type ApiKeyIntrospection = components['schemas']['ApiKeyIntrospection'];
export type ApiKeyLeakReport = components['schemas']['ApiKeyLeakReport'];
export type ApiKeyPage = components['schemas']['ApiKeyPage'];
export type ApiKeyRotate = components['schemas']['ApiKeyRotate'];
export type ApiKeyUpdate = components['schemas']['ApiKeyUpdate'];
export type ApiKeyWithUsage = components['schemas']['ApiKeyWithUsage'];
export type ApiKeysListQuery = components['schemas']['ApiKeysListQuery'];
export type Arrival = components['schemas']['Arrival'];
export type Attempt = components['schemas']['Attempt'];
export type AttemptOption = components['schemas']['AttemptOption'];
export type AttemptQuestion = components['schemas']['AttemptQuestion'];
export type AttemptSummary = components['schemas']['AttemptSummary'];
export type Attempts = components['schemas']['Attempts'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditExportAnswer = components['schemas']['AuditExportAnswer'];
export type AuditExportQuery = components['schemas']['AuditExportQuery'];
export type AuditHead = components['schemas']['AuditHead'];
export type AuditListQuery = components['schemas']['AuditListQuery'];
export type AuditPage = components['schemas']['AuditPage'];
export type Avatar = components['schemas']['Avatar'];
export type AvatarForm = components['schemas']['AvatarForm'];
export type Backup = components['schemas']['Backup'];
export type BackupHead = components['schemas']['BackupHead'];
export type Backups = components['schemas']['Backups'];
export type BackupsListQuery = components['schemas']['BackupsListQuery'];
export type BankAccount = components['schemas']['BankAccount'];
export type Basket = components['schemas']['Basket'];
export type Brand = components['schemas']['Brand'];
export type BrandCreate = components['schemas']['BrandCreate'];
export type BrandList = components['schemas']['BrandList'];
export type BrandSnapshot = components['schemas']['BrandSnapshot'];
export type BrandUpdate = components['schemas']['BrandUpdate'];
export type BrandsListQuery = components['schemas']['BrandsListQuery'];
export type CashMove = components['schemas']['CashMove'];
export type CategoriesDelete = components['schemas']['CategoriesDelete'];
export type CategoriesDeleted = components['schemas']['CategoriesDeleted'];
export type Category = components['schemas']['Category'];
export type CategoryCreate = components['schemas']['CategoryCreate'];
export type CategorySales = components['schemas']['CategorySales'];
export type CategorySnapshot = components['schemas']['CategorySnapshot'];
export type CategoryTree = components['schemas']['CategoryTree'];
export type CategoryUpdate = components['schemas']['CategoryUpdate'];
export type CategoryWithPath = components['schemas']['CategoryWithPath'];
export type Certificate = components['schemas']['Certificate'];
export type CertificateList = components['schemas']['CertificateList'];
export type CertificateReissue = components['schemas']['CertificateReissue'];
export type CertificatesListQuery = components['schemas']['CertificatesListQuery'];
export type ChangeList = components['schemas']['ChangeList'];
export type ChangedBrand = components['schemas']['ChangedBrand'];
export type ChangedCategory = components['schemas']['ChangedCategory'];
export type ChangedCustomer = components['schemas']['ChangedCustomer'];
export type ChangedOutlet = components['schemas']['ChangedOutlet'];
export type ChangedProduct = components['schemas']['ChangedProduct'];
export type ChangedStaff = components['schemas']['ChangedStaff'];
export type ChangedTaxProfile = components['schemas']['ChangedTaxProfile'];
export type ChangedTill = components['schemas']['ChangedTill'];
export type ChangedVoucher = components['schemas']['ChangedVoucher'];
export type ChangesListQuery = components['schemas']['ChangesListQuery'];
export type Checked = components['schemas']['Checked'];
export type ClassSales = components['schemas']['ClassSales'];
export type Cohort = components['schemas']['Cohort'];
export type CohortReport = components['schemas']['CohortReport'];
export type ColumnChange = components['schemas']['ColumnChange'];
export type ComparisonPeriod = components['schemas']['ComparisonPeriod'];
export type CompletionRateReport = components['schemas']['CompletionRateReport'];
export type Confirmation = components['schemas']['Confirmation'];
export type ContentCreate = components['schemas']['ContentCreate'];
export type ContentEngagement = components['schemas']['ContentEngagement'];
export type ContentProgress = components['schemas']['ContentProgress'];
export type ContentUpdate = components['schemas']['ContentUpdate'];
export type Count = components['schemas']['Count'];
export type CounterPayment = components['schemas']['CounterPayment'];
export type Course = components['schemas']['Course'];
export type CourseAuthor = components['schemas']['CourseAuthor'];
export type CourseCompletionRate = components['schemas']['CourseCompletionRate'];
export type CourseCreate = components['schemas']['CourseCreate'];
export type CourseDraft = components['schemas']['CourseDraft'];
export type CourseDraftsPublishQuery = components['schemas']['CourseDraftsPublishQuery'];
export type CourseEngagementReport = components['schemas']['CourseEngagementReport'];
export type CourseOutline = components['schemas']['CourseOutline'];
export type CourseProduct = components['schemas']['CourseProduct'];
export type CourseProgress = components['schemas']['CourseProgress'];
export type CourseProgressReport = components['schemas']['CourseProgressReport'];
export type CourseReference = components['schemas']['CourseReference'];
export type CourseStatementsExportAnswer = components['schemas']['CourseStatementsExportAnswer'];
export type CourseStatementsExportQuery = components['schemas']['CourseStatementsExportQuery'];
export type CourseUpdate = components['schemas']['CourseUpdate'];
export type CourseVersion = components['schemas']['CourseVersion'];
export type CourseVersionDetail = components['schemas']['CourseVersionDetail'];
export type CourseVersions = components['schemas']['CourseVersions'];
export type Courses = components['schemas']['Courses'];
export type CoursesListQuery = components['schemas']['CoursesListQuery'];
export type CoursesListVersionsQuery = components['schemas']['CoursesListVersionsQuery'];
export type Customer = components['schemas']['Customer'];
export type CustomerCreate = components['schemas']['CustomerCreate'];
export type CustomerExport = components['schemas']['CustomerExport'];
export type CustomerPage = components['schemas']['CustomerPage'];
export type CustomerUpdate = components['schemas']['CustomerUpdate'];
export type CustomersDeleteQuery = components['schemas']['CustomersDeleteQuery'];
export type CustomersListQuery = components['schemas']['CustomersListQuery'];
export type CustomersShowAccountQuery = components['schemas']['CustomersShowAccountQuery'];
export type DailyActivity = components['schemas']['DailyActivity'];
export type DebtBooks = components['schemas']['DebtBooks'];
export type DebtPaymentItem = components['schemas']['DebtPaymentItem'];
export type DebtTotals = components['schemas']['DebtTotals'];
export type Debtor = components['schemas']['Debtor'];
export type Degraded = components['schemas']['Degraded'];
export type Delivery = components['schemas']['Delivery'];
export type DeliveryPage = components['schemas']['DeliveryPage'];
export type DemandPoint = components['schemas']['DemandPoint'];
export type DraftContent = components['schemas']['DraftContent'];
export type DraftContentDetail = components['schemas']['DraftContentDetail'];
export type DraftSection = components['schemas']['DraftSection'];
export type DrawerCash = components['schemas']['DrawerCash'];
export type Email = components['schemas']['Email'];
export type EmailVerification = components['schemas']['EmailVerification'];
export type Emails = components['schemas']['Emails'];
export type EmailsListQuery = components['schemas']['EmailsListQuery'];
export type EngagementFigures = components['schemas']['EngagementFigures'];
export type Event = components['schemas']['Event'];
export type EventList = components['schemas']['EventList'];
export type EventsListQuery = components['schemas']['EventsListQuery'];
export type EventsStreamQuery = components['schemas']['EventsStreamQuery'];
export type FailedRow = components['schemas']['FailedRow'];
export type FailedRowList = components['schemas']['FailedRowList'];
export type FigureGrowth = components['schemas']['FigureGrowth'];
export type File = components['schemas']['File'];
export type FileForm = components['schemas']['FileForm'];
export type ForecastPoint = components['schemas']['ForecastPoint'];
export type ForecastTotals = components['schemas']['ForecastTotals'];
export type Frequency = components['schemas']['Frequency'];
export type GivenAnswer = components['schemas']['GivenAnswer'];
export type Group = components['schemas']['Group'];
export type Growth = components['schemas']['Growth'];
export type GrowthByFigure = components['schemas']['GrowthByFigure'];
export type GrowthRate = components['schemas']['GrowthRate'];
export type Health = components['schemas']['Health'];
export type HistoryPoint = components['schemas']['HistoryPoint'];
export type Image = components['schemas']['Image'];
export type ImageList = components['schemas']['ImageList'];
export type ImageOrder = components['schemas']['ImageOrder'];
export type ImageUrls = components['schemas']['ImageUrls'];
export type ImagesForm = components['schemas']['ImagesForm'];
export type Import = components['schemas']['Import'];
export type ImportCounts = components['schemas']['ImportCounts'];
export type ImportFault = components['schemas']['ImportFault'];
export type ImportForm = components['schemas']['ImportForm'];
export type ImportList = components['schemas']['ImportList'];
export type ImportProgress = components['schemas']['ImportProgress'];
export type ImportSample = components['schemas']['ImportSample'];
export type ImportSummary = components['schemas']['ImportSummary'];
export type ImportWarning = components['schemas']['ImportWarning'];
export type ImportsCreateQuery = components['schemas']['ImportsCreateQuery'];
export type ImportsListFailedRowsQuery = components['schemas']['ImportsListFailedRowsQuery'];
export type ImportsListQuery = components['schemas']['ImportsListQuery'];
export type IssuedCertificate = components['schemas']['IssuedCertificate'];
export type Issuer = components['schemas']['Issuer'];
export type Item = components['schemas']['Item'];
export type ItemOfRefund = components['schemas']['ItemOfRefund'];
export type ItemProblem = components['schemas']['ItemProblem'];
export type Job = components['schemas']['Job'];
export type Jobs = components['schemas']['Jobs'];
export type JobsListQuery = components['schemas']['JobsListQuery'];
export type KeptItem = components['schemas']['KeptItem'];
export type KeptItemPage = components['schemas']['KeptItemPage'];
export type LearnerAttempts = components['schemas']['LearnerAttempts'];
export type LearnerProgress = components['schemas']['LearnerProgress'];
export type LedgerEntry = components['schemas']['LedgerEntry'];
export type LedgerPage = components['schemas']['LedgerPage'];
export type Line = components['schemas']['Line'];
export type ListedProduct = components['schemas']['ListedProduct'];
export type ListedShift = components['schemas']['ListedShift'];
export type LogoForm = components['schemas']['LogoForm'];
export type MadeRefund = components['schemas']['MadeRefund'];
export type MarkdownPreview = components['schemas']['MarkdownPreview'];
export type Message = components['schemas']['Message'];
export type MonthlyCompletionRate = components['schemas']['MonthlyCompletionRate'];
export type MoveItem = components['schemas']['MoveItem'];
export type Moved = components['schemas']['Moved'];
export type MovedItems = components['schemas']['MovedItems'];
export type Movements = components['schemas']['Movements'];
export type NamedMove = components['schemas']['NamedMove'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type NewBankAccount = components['schemas']['NewBankAccount'];
export type NewDiscount = components['schemas']['NewDiscount'];
export type NewMove = components['schemas']['NewMove'];
export type NewMovement = components['schemas']['NewMovement'];
export type NewOutlet = components['schemas']['NewOutlet'];
export type NewPaymentAccount = components['schemas']['NewPaymentAccount'];
export type NewPaymentRequest = components['schemas']['NewPaymentRequest'];
export type NewProvider = components['schemas']['NewProvider'];
export type NewReceiptLink = components['schemas']['NewReceiptLink'];
export type NewReceiptPrint = components['schemas']['NewReceiptPrint'];
export type NewRefund = components['schemas']['NewRefund'];
export type NewSale = components['schemas']['NewSale'];
export type NewShift = components['schemas']['NewShift'];
export type NewStaff = components['schemas']['NewStaff'];
export type NewTaxProfile = components['schemas']['NewTaxProfile'];
export type NewTill = components['schemas']['NewTill'];
export type NewTransfer = components['schemas']['NewTransfer'];
export type NewVoucher = components['schemas']['NewVoucher'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type Notice = components['schemas']['Notice'];
export type Option = components['schemas']['Option'];
export type OrderCancellation = components['schemas']['OrderCancellation'];
export type OrderPayment = components['schemas']['OrderPayment'];
export type OtherArrival = components['schemas']['OtherArrival'];
export type Outlet = components['schemas']['Outlet'];
export type OutletList = components['schemas']['OutletList'];
export type OutletStock = components['schemas']['OutletStock'];
export type OutletUpdate = components['schemas']['OutletUpdate'];
export type Outlier = components['schemas']['Outlier'];
export type OutlineContent = components['schemas']['OutlineContent'];
export type OutlineSection = components['schemas']['OutlineSection'];
export type OutlineUpdate = components['schemas']['OutlineUpdate'];
export type OwnProfile = components['schemas']['OwnProfile'];
export type PaidSale = components['schemas']['PaidSale'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type PasswordReset = components['schemas']['PasswordReset'];
export type PasswordResetRequest = components['schemas']['PasswordResetRequest'];
export type PasswordResetResult = components['schemas']['PasswordResetResult'];
export type Payment = components['schemas']['Payment'];
export type PaymentAccount = components['schemas']['PaymentAccount'];
export type PaymentAccountList = components['schemas']['PaymentAccountList'];
export type PaymentAccountUpdate = components['schemas']['PaymentAccountUpdate'];
export type PaymentBooks = components['schemas']['PaymentBooks'];
export type PaymentGroup = components['schemas']['PaymentGroup'];
export type PaymentRequest = components['schemas']['PaymentRequest'];
export type PaymentRequestsListQuery = components['schemas']['PaymentRequestsListQuery'];
export type PaymentRequestsOfOrderQuery = components['schemas']['PaymentRequestsOfOrderQuery'];
export type PaymentRequestsShowQrQuery = components['schemas']['PaymentRequestsShowQrQuery'];
export type PaymentSum = components['schemas']['PaymentSum'];
export type PaymentSums = components['schemas']['PaymentSums'];
export type PeriodSales = components['schemas']['PeriodSales'];
export type PlatformDay = components['schemas']['PlatformDay'];
export type PlatformOverview = components['schemas']['PlatformOverview'];
export type PlatformShowQuery = components['schemas']['PlatformShowQuery'];
export type PreviousPeriod = components['schemas']['PreviousPeriod'];
export type ProblemBase = components['schemas']['ProblemBase'];
export type ProblemMembers = components['schemas']['ProblemMembers'];
export type Product = components['schemas']['Product'];
export type ProductCreate = components['schemas']['ProductCreate'];
export type ProductDetail = components['schemas']['ProductDetail'];
export type ProductForecast = components['schemas']['ProductForecast'];
export type ProductImage = components['schemas']['ProductImage'];
export type ProductList = components['schemas']['ProductList'];
export type ProductOfList = components['schemas']['ProductOfList'];
export type ProductOption = components['schemas']['ProductOption'];
export type ProductOptionInput = components['schemas']['ProductOptionInput'];
export type ProductSales = components['schemas']['ProductSales'];
export type ProductUpdate = components['schemas']['ProductUpdate'];
export type ProductsListQuery = components['schemas']['ProductsListQuery'];
export type ProductsLookupQuery = components['schemas']['ProductsLookupQuery'];
export type Profile = components['schemas']['Profile'];
export type ProfileUpdate = components['schemas']['ProfileUpdate'];
export type ProgressEvent = components['schemas']['ProgressEvent'];
export type ProgressFigures = components['schemas']['ProgressFigures'];
export type ProgressUpdate = components['schemas']['ProgressUpdate'];
export type ProviderEvent = components['schemas']['ProviderEvent'];
export type ProviderOfAccount = components['schemas']['ProviderOfAccount'];
export type PublicKey = components['schemas']['PublicKey'];
export type PublicKeySet = components['schemas']['PublicKeySet'];
export type PublishResult = components['schemas']['PublishResult'];
export type PublishedContent = components['schemas']['PublishedContent'];
export type Qris = components['schemas']['Qris'];
export type Quality = components['schemas']['Quality'];
export type Question = components['schemas']['Question'];
export type Quiz = components['schemas']['Quiz'];
export type QuizLimits = components['schemas']['QuizLimits'];
export type Quote = components['schemas']['Quote'];
export type Reason = components['schemas']['Reason'];
export type Reauthentication = components['schemas']['Reauthentication'];
export type ReceiptGap = components['schemas']['ReceiptGap'];
export type ReceiptGaps = components['schemas']['ReceiptGaps'];
export type ReceiptLink = components['schemas']['ReceiptLink'];
export type ReceiptPrint = components['schemas']['ReceiptPrint'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type Refund = components['schemas']['Refund'];
export type RefundItem = components['schemas']['RefundItem'];
export type RefundQuote = components['schemas']['RefundQuote'];
export type RefundedItem = components['schemas']['RefundedItem'];
export type RefundedMoney = components['schemas']['RefundedMoney'];
export type Rejection = components['schemas']['Rejection'];
export type RenderedMarkdown = components['schemas']['RenderedMarkdown'];
export type Repayment = components['schemas']['Repayment'];
export type ReportTotals = components['schemas']['ReportTotals'];
export type ReportsShowDebtsQuery = components['schemas']['ReportsShowDebtsQuery'];
export type ReportsShowPaymentsQuery = components['schemas']['ReportsShowPaymentsQuery'];
export type ReportsShowSalesQuery = components['schemas']['ReportsShowSalesQuery'];
export type ReportsShowShiftsQuery = components['schemas']['ReportsShowShiftsQuery'];
export type ReportsShowStockQuery = components['schemas']['ReportsShowStockQuery'];
export type ReportsShowTaxQuery = components['schemas']['ReportsShowTaxQuery'];
export type RequestPage = components['schemas']['RequestPage'];
export type RequestsOfOrder = components['schemas']['RequestsOfOrder'];
export type ResumePoint = components['schemas']['ResumePoint'];
export type RevocationList = components['schemas']['RevocationList'];
export type RevokedCredential = components['schemas']['RevokedCredential'];
export type RoleRequest = components['schemas']['RoleRequest'];
export type RoleRequestCreate = components['schemas']['RoleRequestCreate'];
export type RoleRequestDecision = components['schemas']['RoleRequestDecision'];
export type RoleRequestPage = components['schemas']['RoleRequestPage'];
export type RoleRequestsListQuery = components['schemas']['RoleRequestsListQuery'];
export type RowFault = components['schemas']['RowFault'];
export type RuleVerdict = components['schemas']['RuleVerdict'];
export type Sale = components['schemas']['Sale'];
export type SaleItem = components['schemas']['SaleItem'];
export type SaleNotice = components['schemas']['SaleNotice'];
export type SalePage = components['schemas']['SalePage'];
export type SaleWithBuyer = components['schemas']['SaleWithBuyer'];
export type SalesBooks = components['schemas']['SalesBooks'];
export type SalesGroup = components['schemas']['SalesGroup'];
export type SalesListForecastsQuery = components['schemas']['SalesListForecastsQuery'];
export type SalesReport = components['schemas']['SalesReport'];
export type SalesShowReportQuery = components['schemas']['SalesShowReportQuery'];
export type SalesSums = components['schemas']['SalesSums'];
export type SectionCreate = components['schemas']['SectionCreate'];
export type SectionDetail = components['schemas']['SectionDetail'];
export type SectionOrder = components['schemas']['SectionOrder'];
export type SectionUpdate = components['schemas']['SectionUpdate'];
export type Series = components['schemas']['Series'];
export type SeriesResult = components['schemas']['SeriesResult'];
export type Session = components['schemas']['Session'];
export type SessionList = components['schemas']['SessionList'];
export type SessionsEnd = components['schemas']['SessionsEnd'];
export type SessionsEnded = components['schemas']['SessionsEnded'];
export type Shift = components['schemas']['Shift'];
export type ShiftBooks = components['schemas']['ShiftBooks'];
export type ShiftCloseItem = components['schemas']['ShiftCloseItem'];
export type ShiftOpenItem = components['schemas']['ShiftOpenItem'];
export type ShiftPage = components['schemas']['ShiftPage'];
export type ShiftReport = components['schemas']['ShiftReport'];
export type ShiftRow = components['schemas']['ShiftRow'];
export type ShiftSales = components['schemas']['ShiftSales'];
export type ShiftSums = components['schemas']['ShiftSums'];
export type ShiftsListQuery = components['schemas']['ShiftsListQuery'];
export type ShiftsShowCurrentQuery = components['schemas']['ShiftsShowCurrentQuery'];
export type ShiftsShowReportQuery = components['schemas']['ShiftsShowReportQuery'];
export type Shop = components['schemas']['Shop'];
export type ShopUpdate = components['schemas']['ShopUpdate'];
export type SignIn = components['schemas']['SignIn'];
export type SignUp = components['schemas']['SignUp'];
export type SoldBasket = components['schemas']['SoldBasket'];
export type SoldItem = components['schemas']['SoldItem'];
export type Staff = components['schemas']['Staff'];
export type StaffList = components['schemas']['StaffList'];
export type StaffUpdate = components['schemas']['StaffUpdate'];
export type Statistics = components['schemas']['Statistics'];
export type StockBooks = components['schemas']['StockBooks'];
export type StockForecast = components['schemas']['StockForecast'];
export type StockGroup = components['schemas']['StockGroup'];
export type StockLedgerQuery = components['schemas']['StockLedgerQuery'];
export type StockListQuery = components['schemas']['StockListQuery'];
export type StockPage = components['schemas']['StockPage'];
export type StockQuantities = components['schemas']['StockQuantities'];
export type StockSums = components['schemas']['StockSums'];
export type StockedProduct = components['schemas']['StockedProduct'];
export type SubmittedAttempt = components['schemas']['SubmittedAttempt'];
export type SyncFlag = components['schemas']['SyncFlag'];
export type SyncListQuery = components['schemas']['SyncListQuery'];
export type SyncPost = components['schemas']['SyncPost'];
export type SyncResult = components['schemas']['SyncResult'];
export type SyncResults = components['schemas']['SyncResults'];
export type TaxBooks = components['schemas']['TaxBooks'];
export type TaxGroup = components['schemas']['TaxGroup'];
export type TaxProfile = components['schemas']['TaxProfile'];
export type TaxProfileDeleteQuery = components['schemas']['TaxProfileDeleteQuery'];
export type TaxProfiles = components['schemas']['TaxProfiles'];
export type TaxSums = components['schemas']['TaxSums'];
export type Till = components['schemas']['Till'];
export type TillCustomer = components['schemas']['TillCustomer'];
export type TillList = components['schemas']['TillList'];
export type TillOutlet = components['schemas']['TillOutlet'];
export type TillSession = components['schemas']['TillSession'];
export type TillSettings = components['schemas']['TillSettings'];
export type TillSignIn = components['schemas']['TillSignIn'];
export type TillStaff = components['schemas']['TillStaff'];
export type TillUpdate = components['schemas']['TillUpdate'];
export type TillUser = components['schemas']['TillUser'];
export type TillVoucher = components['schemas']['TillVoucher'];
export type TillWithToken = components['schemas']['TillWithToken'];
export type TokenRefresh = components['schemas']['TokenRefresh'];
export type TokenResponse = components['schemas']['TokenResponse'];
export type TotpConfirmation = components['schemas']['TotpConfirmation'];
export type TotpSetup = components['schemas']['TotpSetup'];
export type TotpSetupStart = components['schemas']['TotpSetupStart'];
export type TransactionsListQuery = components['schemas']['TransactionsListQuery'];
export type TransactionsShowReceiptQuery = components['schemas']['TransactionsShowReceiptQuery'];
export type TransactionsShowRefundReceiptQuery = components['schemas']['TransactionsShowRefundReceiptQuery'];
export type TransferItem = components['schemas']['TransferItem'];
export type Transferred = components['schemas']['Transferred'];
export type TransferredItems = components['schemas']['TransferredItems'];
export type Trend = components['schemas']['Trend'];
export type TwoFactorPolicy = components['schemas']['TwoFactorPolicy'];
export type TwoFactorPolicyUpdate = components['schemas']['TwoFactorPolicyUpdate'];
export type TwoFactorReauthentication = components['schemas']['TwoFactorReauthentication'];
export type TwoFactorStatus = components['schemas']['TwoFactorStatus'];
export type UnbookedItem = components['schemas']['UnbookedItem'];
export type UnmatchedNotice = components['schemas']['UnmatchedNotice'];
export type UnpaidSale = components['schemas']['UnpaidSale'];
export type UnsoldProduct = components['schemas']['UnsoldProduct'];
export type UnsoldStock = components['schemas']['UnsoldStock'];
export type UsedColumns = components['schemas']['UsedColumns'];
export type UsedVoucher = components['schemas']['UsedVoucher'];
export type User = components['schemas']['User'];
export type UserPage = components['schemas']['UserPage'];
export type UserProgressReport = components['schemas']['UserProgressReport'];
export type UserUpdate = components['schemas']['UserUpdate'];
export type UsersListQuery = components['schemas']['UsersListQuery'];
export type Variant = components['schemas']['Variant'];
export type VerifiedEmail = components['schemas']['VerifiedEmail'];
export type Voucher = components['schemas']['Voucher'];
export type VoucherCheck = components['schemas']['VoucherCheck'];
export type VoucherPage = components['schemas']['VoucherPage'];
export type VoucherUpdate = components['schemas']['VoucherUpdate'];
export type VouchersListQuery = components['schemas']['VouchersListQuery'];
export type WaiverCreate = components['schemas']['WaiverCreate'];
export type WarningValue = components['schemas']['WarningValue'];
export type Webhook = components['schemas']['Webhook'];
export type WebhookPage = components['schemas']['WebhookPage'];
export type WebhookUpdate = components['schemas']['WebhookUpdate'];
export type WebhookWithSecret = components['schemas']['WebhookWithSecret'];
export type WebhooksListDeliveriesQuery = components['schemas']['WebhooksListDeliveriesQuery'];
export type WebhooksListQuery = components['schemas']['WebhooksListQuery'];
export type WeekdaySales = components['schemas']['WeekdaySales'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
