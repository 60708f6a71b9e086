// The calls of the API with their types. Generated from docs/openapi.json by `make api`; do not edit.
import { type Call, type CallOptions, type Calls, type Either, segment, walk } from "./calls.js";
import type * as t from "./schema.js";

class Resource {
  constructor(protected readonly calls: Calls) {}
}

export type SigningIn = t.SignIn;
export type SigningUp = t.SignUp;
export type SignedInAnswer = t.TokenResponse;

export class AccountsCalls extends Resource {
  /**
   * Change the caller's password. All sessions end, and the response starts a new one.
   *
   * API keys are not accepted.
   */
  changePassword(body: t.PasswordChange, options?: CallOptions): Call<t.TokenResponse> {
    return this.calls.send("POST", "/api/auth/password/change", { body, options });
  }
  /**
   * Send an e-mail with a link that resets the password. The response does not reveal if the account exists.
   *
   * No authentication required.
   */
  requestPasswordReset(body: t.PasswordResetRequest, options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/password/forgot", { body, options });
  }
  /**
   * Set a new password with the link from the e-mail, once. All sessions end; sign in with the new password.
   *
   * If the address was never verified before, somebody else may have created the account: its API keys are revoked, its
   * webhooks are paused, and its two-factor authentication is removed. Otherwise two-factor authentication stays, and so
   * do the keys and webhooks unless `revoke_api_keys` is true.
   *
   * No authentication required.
   */
  resetPassword(body: t.PasswordReset, options?: CallOptions): Call<t.PasswordResetResult> {
    return this.calls.send("POST", "/api/auth/password/reset", { body, options });
  }
  /**
   * Send the verification e-mail again. The previous link expires.
   *
   * API keys are not accepted.
   */
  sendVerificationEmail(options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/verify/send", { options });
  }
  /**
   * Verify the e-mail address that the link was sent to. Repeating the call returns the same response.
   *
   * No authentication required.
   */
  verifyEmail(body: t.EmailVerification, options?: CallOptions): Call<t.VerifiedEmail> {
    return this.calls.send("POST", "/api/auth/verify", { body, options });
  }
}

export class ActivitiesCalls extends Resource {
  /**
   * Download the caller's own activities, newest first; the export itself is the first entry.
   *
   * CSV times are in the Jakarta time zone, and an apostrophe precedes cells that a spreadsheet would run as a formula.
   *
   * An API key needs the scope users:read.
   */
  export(query?: t.ActivitiesExportQuery & { format?: "csv" }, options?: CallOptions): Call<string>;
  export(query: t.ActivitiesExportQuery & { format: "json" }, options?: CallOptions): Call<t.ActivitiesExportAnswer>;
  export(query?: t.ActivitiesExportQuery, options?: CallOptions): Call<string | t.ActivitiesExportAnswer> {
    return this.calls.send("GET", "/api/users/export-activities", { query, options });
  }
  /**
   * List the caller's own activities, newest first, by type or days.
   *
   * An API key needs the scope users:read.
   */
  list(query?: t.ActivitiesListQuery, options?: CallOptions): Call<t.ActivityPage> {
    return this.calls.send("GET", "/api/users/activities", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ActivitiesListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.ActivityPage["activities"][number]> {
    return walk<t.ActivityPage["activities"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "activities");
  }
}

export class AnalysesCalls extends Resource {
  /**
   * Analyse a file: statistics, trend, growth, quality and forecast of each series, and of their total.
   *
   * Columns are recognised by their names and contents. If a choice is left open, the answer is a 422 with the code
   * `analysis_question`, the `parameter` that decides it and the `candidates`; several open choices are listed in
   * `questions`. If time or memory runs out, the answer holds the finished series, and `degraded` says what is missing.
   * Only the file's name and size are stored, in the activity log; the answer is cached in memory for a while and reused
   * for the same file and parameters.
   *
   * An API key needs the scope analytics:read.
   */
  create(body: t.AnalyzeForm, query?: t.AnalysesCreateQuery & { export_format?: "json" }, options?: CallOptions): Call<t.Analysis>;
  create(body: t.AnalyzeForm, query: t.AnalysesCreateQuery & { export_format: "csv" }, options?: CallOptions): Call<string>;
  create(body: t.AnalyzeForm, query?: t.AnalysesCreateQuery, options?: CallOptions): Call<t.Analysis | string> {
    return this.calls.send("POST", "/api/analytics/analyze", { form: body, query, options });
  }
}

export class AnalyticsCalls extends Resource {
  /**
   * Return the share of enrolled learners who completed each course, and their median days.
   *
   * Learners who left count as enrolled. The CSV has a row for each course, or for each month of each.
   *
   * An API key needs the scope analytics:read.
   */
  listCompletionRates(query?: t.AnalyticsListCompletionRatesQuery & { format?: "json" }, options?: CallOptions): Call<t.CompletionRateReport>;
  listCompletionRates(query: t.AnalyticsListCompletionRatesQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  listCompletionRates(query?: t.AnalyticsListCompletionRatesQuery, options?: CallOptions): Call<t.CompletionRateReport | string> {
    return this.calls.send("GET", "/api/analytics/completion-rates", { query, options });
  }
  /** Each row of `listCompletionRates`, page after page. */
  walkCompletionRates(query?: Omit<t.AnalyticsListCompletionRatesQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.CompletionRateReport["courses"][number]> {
    return walk<t.CompletionRateReport["courses"][number]>((cursor) => this.listCompletionRates({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * Return the activity of each course's learners; for a single course also by day and content.
   *
   * In the CSV the column `row` tells courses, days and contents apart.
   *
   * An API key needs the scope analytics:read.
   */
  listCourseEngagement(query?: t.AnalyticsListCourseEngagementQuery & { format?: "json" }, options?: CallOptions): Call<t.CourseEngagementReport>;
  listCourseEngagement(query: t.AnalyticsListCourseEngagementQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  listCourseEngagement(query?: t.AnalyticsListCourseEngagementQuery, options?: CallOptions): Call<t.CourseEngagementReport | string> {
    return this.calls.send("GET", "/api/analytics/course-engagement", { query, options });
  }
  /** Each row of `listCourseEngagement`, page after page. */
  walkCourseEngagement(query?: Omit<t.AnalyticsListCourseEngagementQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.CourseEngagementReport["courses"][number]> {
    return walk<t.CourseEngagementReport["courses"][number]>((cursor) => this.listCourseEngagement({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * Return the progress of each course's learners: by state and percentage, mean and median.
   *
   * An API key needs the scope analytics:read.
   */
  listCourseProgress(query?: t.AnalyticsListCourseProgressQuery & { format?: "json" }, options?: CallOptions): Call<t.CourseProgressReport>;
  listCourseProgress(query: t.AnalyticsListCourseProgressQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  listCourseProgress(query?: t.AnalyticsListCourseProgressQuery, options?: CallOptions): Call<t.CourseProgressReport | string> {
    return this.calls.send("GET", "/api/analytics/course-progress", { query, options });
  }
  /** Each row of `listCourseProgress`, page after page. */
  walkCourseProgress(query?: Omit<t.AnalyticsListCourseProgressQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.CourseProgressReport["courses"][number]> {
    return walk<t.CourseProgressReport["courses"][number]>((cursor) => this.listCourseProgress({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * List learners with their progress, by course: all for admins, those of their courses for owners, else your own.
   *
   * The CSV holds all of them, with times in Jakarta.
   *
   * An API key needs the scope analytics:read.
   */
  listUserProgress(query?: t.AnalyticsListUserProgressQuery & { format?: "json" }, options?: CallOptions): Call<t.UserProgressReport>;
  listUserProgress(query: t.AnalyticsListUserProgressQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  listUserProgress(query?: t.AnalyticsListUserProgressQuery, options?: CallOptions): Call<t.UserProgressReport | string> {
    return this.calls.send("GET", "/api/analytics/user-progress", { query, options });
  }
  /** Each row of `listUserProgress`, page after page. */
  walkUserProgress(query?: Omit<t.AnalyticsListUserProgressQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.UserProgressReport["learners"][number]> {
    return walk<t.UserProgressReport["learners"][number]>((cursor) => this.listUserProgress({ per_page: 100, ...query, cursor }, options), "learners");
  }
  /**
   * Return for each month of enrolment the timely completions and the weekly retention.
   *
   * An API key needs the scope analytics:read.
   */
  showCohorts(query: t.AnalyticsShowCohortsQuery & { format?: "json" }, options?: CallOptions): Call<t.CohortReport>;
  showCohorts(query: t.AnalyticsShowCohortsQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showCohorts(query: t.AnalyticsShowCohortsQuery, options?: CallOptions): Call<t.CohortReport | string> {
    return this.calls.send("GET", "/api/analytics/cohorts", { query, options });
  }
}

export class ApiKeysCalls extends Resource {
  /**
   * Create an API key. The key is shown only in this response; an e-mail names its beginning and its expiry.
   *
   * Developers get a key; for anyone else the call files a role request, which is granted at once. If the shop sets
   * `DEVELOPER_ROLE=review`, the response is 202 with the request, which an admin decides.
   *
   * API keys are not accepted.
   */
  create(body: t.ApiKeyCreate = {}, options?: CallOptions): Call<Either<t.NewApiKey, t.RoleRequest>> {
    return this.calls.send("POST", "/api/developer/key", { body, options });
  }
  /**
   * Show the key of this call: its scopes, its owner's roles and its expiry.
   *
   * API keys of any scope are accepted.
   */
  introspect(options?: CallOptions): Call<t.ApiKeyIntrospection> {
    return this.calls.send("GET", "/api/developer/key/self", { options });
  }
  /**
   * List the caller's keys, newest first, including inactive ones.
   *
   * API keys are not accepted.
   */
  list(query?: t.ApiKeysListQuery, options?: CallOptions): Call<t.ApiKeyPage> {
    return this.calls.send("GET", "/api/developer/keys", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ApiKeysListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.ApiKeyPage["api_keys"][number]> {
    return walk<t.ApiKeyPage["api_keys"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "api_keys");
  }
  /**
   * Report a key that was found where it does not belong: it is revoked, and its owner is notified by e-mail.
   *
   * The response is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
   *
   * No authentication required.
   */
  reportLeak(body: t.ApiKeyLeakReport, options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/developer/key/report", { body, options });
  }
  /**
   * Revoke one of the caller's keys (an admin: any). The next call with it is rejected.
   *
   * API keys are not accepted.
   */
  revoke(apiKeyId: number, options?: CallOptions): Call<t.ApiKey> {
    return this.calls.send("DELETE", `/api/developer/keys/${segment(apiKeyId)}`, { options });
  }
  /**
   * Replace one of the caller's active keys by a new one, shown only in this response.
   *
   * The old key keeps working for `overlap_hours`.
   *
   * API keys are not accepted.
   */
  rotate(apiKeyId: number, body: t.ApiKeyRotate = {}, options?: CallOptions): Call<t.NewApiKey> {
    return this.calls.send("POST", `/api/developer/keys/${segment(apiKeyId)}/rotate`, { body, options });
  }
  /**
   * Show one of the caller's keys (an admin: any), and its calls against its quota.
   *
   * API keys are not accepted.
   */
  show(apiKeyId: number, options?: CallOptions): Call<t.ApiKeyWithUsage> {
    return this.calls.send("GET", `/api/developer/keys/${segment(apiKeyId)}`, { options });
  }
  /**
   * Change the name or the quota of a key. Its scopes cannot be changed.
   *
   * API keys are not accepted.
   */
  update(apiKeyId: number, body: t.ApiKeyUpdate = {}, options?: CallOptions): Call<t.ApiKey> {
    return this.calls.send("PATCH", `/api/developer/keys/${segment(apiKeyId)}`, { body, options });
  }
}

export class AttemptsCalls extends Resource {
  /**
   * List your attempts at the quiz, and its limits.
   *
   * This submits an attempt whose time has ended, with its saved answers. So do the attempt and your progress.
   *
   * An API key needs the scope courses:read.
   */
  list(courseId: number, contentId: number, options?: CallOptions): Call<t.Attempts> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * Save answers without submitting, so that a lost connection loses none.
   *
   * From 30 s after `expires_at` this is a 409 `attempt_ended`.
   *
   * An API key needs the scope courses:write.
   */
  saveAnswers(courseId: number, contentId: number, attemptId: number, body: t.Answers = {}, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { body, options });
  }
  /**
   * Return one of your attempts.
   *
   * If its time has ended, by more than 30 s, this submits it with its saved answers.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, contentId: number, attemptId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
  }
  /**
   * Start an attempt, or return the one in progress.
   *
   * The response has the questions without the correct answers.
   *
   * An API key needs the scope courses:write.
   */
  start(courseId: number, contentId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * Submit the attempt with the saved answers and these.
   *
   * Submitting it again returns the same result. Answers that arrive more than 30 s after `expires_at`, or after an
   * earlier submission, are not counted, and `ignored_answers` lists their questions. Save answers early: these count.
   *
   * An API key needs the scope courses:write.
   */
  submit(courseId: number, contentId: number, attemptId: number, body: t.Answers = {}, options?: CallOptions): Call<t.SubmittedAttempt> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}/submit`, { body, options });
  }
}

export class AuditCalls extends Resource {
  /**
   * Export audit entries as CSV or JSON. The export is recorded in the admin's activities.
   *
   * In the CSV, times are in Jakarta time, changes are JSON, and text that a spreadsheet would run as a formula starts
   * with an apostrophe.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  export(query?: t.AuditExportQuery & { format?: "csv" }, options?: CallOptions): Call<string>;
  export(query: t.AuditExportQuery & { format: "json" }, options?: CallOptions): Call<t.AuditExportAnswer>;
  export(query?: t.AuditExportQuery, options?: CallOptions): Call<string | t.AuditExportAnswer> {
    return this.calls.send("GET", "/api/audit/export", { query, options });
  }
  /**
   * List audit entries, newest first. A denied call is an entry with the operation DENIED.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  list(query?: t.AuditListQuery, options?: CallOptions): Call<t.AuditPage> {
    return this.calls.send("GET", "/api/audit", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.AuditListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.AuditPage["entries"][number]> {
    return walk<t.AuditPage["entries"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "entries");
  }
  /**
   * Return an audit entry.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  show(entryId: number, options?: CallOptions): Call<t.AuditEntry> {
    return this.calls.send("GET", `/api/audit/${segment(entryId)}`, { options });
  }
  /**
   * Return the end of the audit chain. A copy kept elsewhere reveals later whether entries before it were removed.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  showHead(options?: CallOptions): Call<t.AuditHead> {
    return this.calls.send("GET", "/api/audit/head", { options });
  }
}

export class AuthCalls extends Resource {
  /**
   * End all sessions of the caller except this one; with `current`, this one as well.
   *
   * API keys are not accepted.
   */
  endAllSessions(body: t.SessionsEnd = {}, options?: CallOptions): Call<t.SessionsEnded> {
    return this.calls.send("DELETE", "/api/auth/sessions", { body, options });
  }
  /**
   * End one of the caller's sessions. Its tokens are rejected from the next call on.
   *
   * API keys are not accepted.
   */
  endSession(sessionId: string, body: t.Reauthentication = {}, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/auth/sessions/${segment(sessionId)}`, { body, options });
  }
  /**
   * List the caller's active sessions, most recently used first.
   *
   * API keys are not accepted.
   */
  listSessions(options?: CallOptions): Call<t.SessionList> {
    return this.calls.send("GET", "/api/auth/sessions", { options });
  }
  /**
   * Sign in with an e-mail address or username, in either field. An unknown account and a wrong password look alike.
   *
   * With two-factor authentication, a correct password returns 401 `totp_code_required`; repeat the call with `code` (or
   * `recovery_code`).
   *
   * No authentication required.
   */
  login(body: t.SignIn, options?: CallOptions): Call<t.TokenResponse> {
    return this.calls.send("POST", "/api/auth/login", { body, options });
  }
  /**
   * End the session of this token.
   *
   * API keys are not accepted.
   */
  logout(options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/logout", { options });
  }
  /**
   * Exchange a refresh token, in the body or the Authorization header, for a new pair of tokens.
   *
   * For 30 seconds the old refresh token returns the same successor, so that several tabs may refresh together and a
   * lost response can be retried. After that, or once the successor was used, it ends the session.
   *
   * No authentication required.
   */
  refresh(body: t.TokenRefresh = {}, options?: CallOptions): Call<t.TokenResponse> {
    return this.calls.send("POST", "/api/auth/refresh", { body, options });
  }
  /**
   * Create an account with the role buyer and sign it in.
   *
   * An e-mail address gets an e-mail with a verification link. If others have just registered from the same network it
   * is delayed by some minutes, and if that network has used up its daily number it is not sent: request it with `POST
   * /api/auth/verify/send`.
   *
   * No authentication required.
   */
  register(body: t.SignUp, options?: CallOptions): Call<t.TokenResponse> {
    return this.calls.send("POST", "/api/auth/register", { body, options });
  }
}

export class AvatarsCalls extends Resource {
  /**
   * Delete the caller's avatar. Succeeds if there is none.
   *
   * API keys are not accepted.
   */
  delete(options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", "/api/users/avatar", { options });
  }
  /**
   * Set the caller's avatar, replacing an earlier one.
   *
   * API keys are not accepted.
   */
  upload(body: t.AvatarForm, options?: CallOptions): Call<t.Avatar> {
    return this.calls.send("POST", "/api/users/upload-avatar", { form: body, options });
  }
}

export class BackupsCalls extends Resource {
  /**
   * List backups, newest first. The list is read by cursor.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  list(query?: t.BackupsListQuery, options?: CallOptions): Call<t.Backups> {
    return this.calls.send("GET", "/api/backups", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.BackupsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Backups["backups"][number]> {
    return walk<t.Backups["backups"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "backups");
  }
}

export class BrandsCalls extends Resource {
  /**
   * Create a brand, open to all sellers or owned by one.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  create(body: t.BrandCreate, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("POST", "/api/products/brands", { body, options });
  }
  /**
   * Delete a brand without products.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  delete(brandId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/brands/${segment(brandId)}`, { options });
  }
  /**
   * List brands in the order of their names, by cursor.
   *
   * No authentication required.
   */
  list(query?: t.BrandsListQuery, options?: CallOptions): Call<t.BrandList> {
    return this.calls.send("GET", "/api/products/brands", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.BrandsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.BrandList["brands"][number]> {
    return walk<t.BrandList["brands"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "brands");
  }
  /**
   * Show a brand.
   *
   * No authentication required.
   */
  show(brandId: number, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("GET", `/api/products/brands/${segment(brandId)}`, { options });
  }
  /**
   * Rename a brand, or change its owner.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  update(brandId: number, body: t.BrandUpdate = {}, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("PUT", `/api/products/brands/${segment(brandId)}`, { body, options });
  }
}

export class CategoriesCalls extends Resource {
  /**
   * Create a category, at the top or below another.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  create(body: t.CategoryCreate, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("POST", "/api/products/categories", { body, options });
  }
  /**
   * Delete a category without products and subcategories.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  delete(categoryId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/categories/${segment(categoryId)}`, { options });
  }
  /**
   * Delete categories with all below them, also those with products, which get another category or none.
   *
   * A call moves up to 2,000 products. Repeat it until `done` is true.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  deleteAll(body: t.CategoriesDelete, options?: CallOptions): Call<t.CategoriesDeleted> {
    return this.calls.send("POST", "/api/products/categories/delete", { body, options });
  }
  /**
   * List all categories as a tree, each level in the order of names.
   *
   * No authentication required.
   */
  list(options?: CallOptions): Call<t.CategoryTree> {
    return this.calls.send("GET", "/api/products/categories", { options });
  }
  /**
   * Show a category and its subcategories.
   *
   * No authentication required.
   */
  show(categoryId: number, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("GET", `/api/products/categories/${segment(categoryId)}`, { options });
  }
  /**
   * Rename or move a category with its subcategories. A `parent_id` of null moves it to the top.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  update(categoryId: number, body: t.CategoryUpdate = {}, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("PUT", `/api/products/categories/${segment(categoryId)}`, { body, options });
  }
}

export class CertificatesCalls extends Resource {
  /**
   * Download the certificate as a signed Open Badge 3.0 (RS256), which anyone can verify offline.
   *
   * It has the learner's name, and their e-mail address as a salted hash.
   *
   * No authentication required.
   */
  downloadCredential(code: string, options?: CallOptions): Call<string> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}/credential`, { options });
  }
  /**
   * Download the certificate as a PDF; for its holder, the course's owner and admins.
   *
   * An API key needs the scope courses:read.
   */
  downloadPdf(code: string, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}/pdf`, { options });
  }
  /**
   * List your certificates, newest first, with cursor pagination.
   *
   * An API key needs the scope courses:read.
   */
  list(query?: t.CertificatesListQuery, options?: CallOptions): Call<t.CertificateList> {
    return this.calls.send("GET", "/api/certificates", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.CertificatesListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.CertificateList["certificates"][number]> {
    return walk<t.CertificateList["certificates"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "certificates");
  }
  /**
   * Return the public keys of all credentials ever signed here, as a JWK set.
   *
   * No authentication required.
   */
  listKeys(options?: CallOptions): Call<t.PublicKeySet> {
    return this.calls.send("GET", "/api/certificates/keys", { options });
  }
  /**
   * List the revoked credentials: the target of a credential's `credentialStatus`.
   *
   * No authentication required.
   */
  listRevoked(options?: CallOptions): Call<t.RevocationList> {
    return this.calls.send("GET", "/api/certificates/revoked", { options });
  }
  /**
   * Reissue a certificate with a corrected name; for the course's owner and admins.
   *
   * The new certificate has its own code and the date of the completion. The old code is revoked, and the holder gets an
   * e-mail. `printed_name` shows if the PDF can't print a character of the name.
   *
   * An API key needs the scope courses:write.
   */
  reissue(code: string, body: t.CertificateReissue, options?: CallOptions): Call<t.Certificate> {
    return this.calls.send("POST", `/api/certificates/${segment(code)}/reissue`, { body, options });
  }
  /**
   * Revoke a certificate for good; for the course's owner and admins.
   *
   * The holder gets an e-mail with the reason.
   *
   * An API key needs the scope courses:write.
   */
  revoke(code: string, body: t.Reason, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/certificates/${segment(code)}`, { body, options });
  }
  /**
   * Verify a certificate: is it genuine and still valid?
   *
   * Its code of 26 letters and digits may be in lower case and in groups separated by hyphens or spaces.
   *
   * No authentication required.
   */
  show(code: string, options?: CallOptions): Call<t.Certificate> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}`, { options });
  }
  /**
   * Return the issuer of the credentials.
   *
   * No authentication required.
   */
  showIssuer(options?: CallOptions): Call<t.Issuer> {
    return this.calls.send("GET", "/api/certificates/issuer", { options });
  }
  /**
   * Return one public key: the target of a credential's `kid`.
   *
   * No authentication required.
   */
  showKey(keyId: string, options?: CallOptions): Call<t.PublicKey> {
    return this.calls.send("GET", `/api/certificates/keys/${segment(keyId)}`, { options });
  }
}

export class ChangesCalls extends Resource {
  /**
   * List what has changed since the last call, in the order of commits.
   *
   * Each category, brand and product appears once, in its current state; an item that changes while you page appears
   * again. Apply each change to your copy, store `next_since` with it, and continue while `has_more` is true. No change
   * is ever missed, whatever the number of concurrent writers. A page with long descriptions has fewer than `limit`.
   *
   * With `till_id` taxes, vouchers, staff, customers with the credit left to them, the outlet and the till itself come
   * in the same order. An API key needs the scope `customers:read` for it.
   *
   * No authentication required.
   */
  list(query?: t.ChangesListQuery, options?: CallOptions): Call<t.ChangeList> {
    return this.calls.send("GET", "/api/changes", { query, options });
  }
}

export class CourseDraftsCalls extends Resource {
  /**
   * Add a content to a section, at its position or as the last one.
   *
   * An API key needs the scope courses:write.
   */
  createContent(courseId: number, body: t.ContentCreate, options?: CallOptions): Call<t.DraftContentDetail> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents`, { body, options });
  }
  /**
   * Add a section, at its position or as the last one.
   *
   * An API key needs the scope courses:write.
   */
  createSection(courseId: number, body: t.SectionCreate, options?: CallOptions): Call<t.SectionDetail> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/sections`, { body, options });
  }
  /**
   * Remove a content from the draft; progress in it stays.
   *
   * An API key needs the scope courses:write.
   */
  deleteContent(courseId: number, contentId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
  }
  /**
   * Delete a section and remove its contents from the draft.
   *
   * An API key needs the scope courses:write.
   */
  deleteSection(courseId: number, sectionId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { options });
  }
  /**
   * Render Markdown as learners of your course will see it (admins: of any course). Nothing is stored.
   *
   * An API key needs the scope courses:read.
   */
  preview(courseId: number, body: t.MarkdownPreview, options?: CallOptions): Call<t.RenderedMarkdown> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/preview`, { body, options });
  }
  /**
   * Publish the draft as a new, immutable version. Without a change the last version stays.
   *
   * A course that nobody could complete is refused with every reason (`course_not_completable`, `reasons`).
   * Another call of the same author at the same time is a 429. Some megabytes of new texts are published in parts
   * (`draft_too_long`).
   * `closed_because` says why a published course is still closed to new learners: it is unlisted, or its product is not
   * sold.
   *
   * An API key needs the scope courses:write.
   */
  publish(courseId: number, query?: t.CourseDraftsPublishQuery, options?: CallOptions): Call<t.PublishResult> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/publish`, { query, options });
  }
  /**
   * Set the order of all sections and contents at once.
   *
   * An API key needs the scope courses:write.
   */
  reorderOutline(courseId: number, body: t.OutlineUpdate, options?: CallOptions): Call<t.Message> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/outline`, { body, options });
  }
  /**
   * Return the draft of your course (admins: of any course).
   *
   * Its ETag is a value of `If-Match`.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft`, { options });
  }
  /**
   * Return a content of the draft.
   *
   * An API key needs the scope courses:read.
   */
  showContent(courseId: number, contentId: number, options?: CallOptions): Call<t.DraftContentDetail> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}`, { options });
  }
  /**
   * Update the given fields of a content; a `section_id` moves it, or restores a removed one.
   *
   * An API key needs the scope courses:write.
   */
  updateContent(courseId: number, contentId: number, body: t.ContentUpdate = {}, options?: CallOptions): Call<t.DraftContentDetail> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { body, options });
  }
  /**
   * Rename or move a section.
   *
   * An API key needs the scope courses:write.
   */
  updateSection(courseId: number, sectionId: number, body: t.SectionUpdate = {}, options?: CallOptions): Call<t.SectionDetail> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { body, options });
  }
}

export class CourseFilesCalls extends Resource {
  /**
   * Download the file of a published content; for enrolled learners, the course's owner and admins.
   *
   * An API key needs the scope courses:read.
   */
  download(courseId: number, contentId: number, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { options });
  }
  /**
   * Download the file of a content of the draft.
   *
   * An API key needs the scope courses:read.
   */
  downloadDraft(courseId: number, contentId: number, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}/file`, { options });
  }
  /**
   * Upload the file of a content of the kind `file`, in place of an earlier one.
   *
   * An API key needs the scope courses:write.
   */
  upload(courseId: number, contentId: number, body: t.FileForm, options?: CallOptions): Call<t.DraftContentDetail> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { form: body, options });
  }
}

export class CourseStatementsCalls extends Resource {
  /**
   * Export the activity in the course as xAPI 1.0.3 statements; for its owner and admins, or your own with `user=me`.
   *
   * Statements identify learners by account id, never by e-mail address. A statement keeps its id, so that a learning
   * record store imports it once.
   *
   * An API key needs the scope analytics:read.
   */
  export(courseId: number, query?: t.CourseStatementsExportQuery, options?: CallOptions): Call<t.CourseStatementsExportAnswer> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/statements`, { query, options });
  }
}

export class CoursesCalls extends Resource {
  /**
   * Create a course as a draft that only its owner and admins see.
   *
   * Needs one of the roles: admin. An API key needs the scope courses:write.
   */
  create(body: t.CourseCreate, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("POST", "/api/courses", { body, options });
  }
  /**
   * Delete your course (admins: any course): hide it from all but its enrolled learners.
   *
   * A course with buyers is a 409 `course_has_buyers`; close it with `listed: false`. An admin can restore a deleted
   * course.
   *
   * An API key needs the scope courses:write.
   */
  delete(courseId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}`, { options });
  }
  /**
   * List courses, newest first, by page number or by cursor.
   *
   * No authentication required.
   */
  list(query?: t.CoursesListQuery, options?: CallOptions): Call<t.Courses> {
    return this.calls.send("GET", "/api/courses", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.CoursesListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.Courses["courses"][number]> {
    return walk<t.Courses["courses"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * List the published versions of your course (admins: of any course), newest first.
   *
   * An API key needs the scope courses:read.
   */
  listVersions(courseId: number, query?: t.CoursesListVersionsQuery, options?: CallOptions): Call<t.CourseVersions> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions`, { query, options });
  }
  /** Each row of `listVersions`, page after page. */
  walkVersions(courseId: number, query?: Omit<t.CoursesListVersionsQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.CourseVersions["versions"][number]> {
    return walk<t.CourseVersions["versions"][number]>((cursor) => this.listVersions(courseId, { per_page: 100, ...query, cursor }, options), "versions");
  }
  /**
   * Restore a deleted course.
   *
   * Needs one of the roles: admin. An API key needs the scope courses:write.
   */
  restore(courseId: number, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/restore`, { options });
  }
  /**
   * Return the outline of the published version.
   *
   * A closed course is visible to enrolled learners, its owner and admins.
   *
   * No authentication required.
   */
  show(courseId: number, options?: CallOptions): Call<t.CourseOutline> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}`, { options });
  }
  /**
   * Return a content of the published version; for enrolled learners, the course's owner and admins.
   *
   * Start an attempt to get the questions of a quiz.
   *
   * An API key needs the scope courses:read.
   */
  showContent(courseId: number, contentId: number, options?: CallOptions): Call<t.PublishedContent> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
  }
  /**
   * Return one version of your course (admins: of any course).
   *
   * An API key needs the scope courses:read.
   */
  showVersion(courseId: number, number: number, options?: CallOptions): Call<t.CourseVersionDetail> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions/${segment(number)}`, { options });
  }
  /**
   * Update the given fields of your course's draft (admins: of any course). Learners see them once published.
   *
   * `product_id`, `listed` and `owner_id` take effect at once. A published course with buyers must keep a product (409
   * `course_has_buyers`); if another replaces it, the buyers of the old one are enrolled. A product that no longer sells
   * a course becomes inactive. `If-Match` takes the ETag of the draft.
   *
   * An API key needs the scope courses:write.
   */
  update(courseId: number, body: t.CourseUpdate = {}, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}`, { body, options });
  }
}

export class CustomersCalls extends Resource {
  /**
   * Add a customer of the caller, who needs no account.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:write.
   */
  create(body: t.CustomerCreate, options?: CallOptions): Call<t.Customer> {
    return this.calls.send("POST", "/api/customers", { body, options });
  }
  /**
   * Erase name, phone number and note of a customer, who must owe nothing unless it is written off.
   *
   * The reasons of refunds of their sales, which may name them, are erased, too, and what was typed in items of tills
   * without a network that wait for a review. Rejected ones keep nothing.
   * Their sales stay, as the books need them, with an id that leads to nobody. The audit log never had the erased.
   * Repeating a call that named them, under its `Idempotency-Key`, is a 409 `idempotent_answer_lost`, and adds nobody.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:write.
   */
  delete(customerId: number, query?: t.CustomersDeleteQuery, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/customers/${segment(customerId)}`, { query, options });
  }
  /**
   * Return all that the shop keeps of a customer, for them to have. The export is recorded in the activities.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:read.
   */
  export(customerId: number, options?: CallOptions): Call<t.CustomerExport> {
    return this.calls.send("GET", `/api/customers/${segment(customerId)}/export`, { options });
  }
  /**
   * List the caller's customers in the order of their names; with `debt=true` those who owe something, most first.
   *
   * Nobody sees the customers of others, admins neither. At a till they are those of its owner.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:read.
   */
  list(query?: t.CustomersListQuery, options?: CallOptions): Call<t.CustomerPage> {
    return this.calls.send("GET", "/api/customers", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.CustomersListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.CustomerPage["customers"][number]> {
    return walk<t.CustomerPage["customers"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "customers");
  }
  /**
   * Record what a customer pays back, without an `amount` all that they owe.
   *
   * It pays the oldest sales first. More than they owe is refused, with what they owe. At a till the money belongs to
   * its open shift, and cash is rounded to coins.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:write.
   */
  repay(customerId: number, body: t.OrderPayment, options?: CallOptions): Call<t.Repayment> {
    return this.calls.send("POST", `/api/customers/${segment(customerId)}/payments`, { body, options });
  }
  /**
   * Return a customer of the caller, at a till one of its owner.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:read.
   */
  show(customerId: number, options?: CallOptions): Call<t.Customer> {
    return this.calls.send("GET", `/api/customers/${segment(customerId)}`, { options });
  }
  /**
   * List each change of what a customer owes, newest first.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:read.
   */
  showAccount(customerId: number, query?: t.CustomersShowAccountQuery, options?: CallOptions): Call<t.AccountPage> {
    return this.calls.send("GET", `/api/customers/${segment(customerId)}/account`, { query, options });
  }
  /** Each row of `showAccount`, page after page. */
  walkshowAccount(customerId: number, query?: Omit<t.CustomersShowAccountQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.AccountPage["entries"][number]> {
    return walk<t.AccountPage["entries"][number]>((cursor) => this.showAccount(customerId, { per_page: 100, ...query, cursor }, options), "entries");
  }
  /**
   * Change the given fields of a customer. A limit below what they owe only stops further credit.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:write.
   */
  update(customerId: number, body: t.CustomerUpdate = {}, options?: CallOptions): Call<t.Customer> {
    return this.calls.send("PATCH", `/api/customers/${segment(customerId)}`, { body, options });
  }
}

export class EmailsCalls extends Resource {
  /**
   * List e-mails, newest first.
   *
   * The list is read by cursor. Subjects and bodies are not shown, because some contain a link with a token.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  list(query?: t.EmailsListQuery, options?: CallOptions): Call<t.Emails> {
    return this.calls.send("GET", "/api/emails", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.EmailsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Emails["emails"][number]> {
    return walk<t.Emails["emails"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "emails");
  }
}

export class EnrolmentsCalls extends Resource {
  /**
   * Enrol in the course: 201, or 200 if you are already enrolled.
   *
   * A course that is sold requires its purchase (403 `purchase_required` with `product_id`), one with prerequisites
   * their completion (409 `prerequisites_missing` with `missing`). Buyers and former learners may always return, unless
   * the owner removed them (403 `learner_removed`), and keep their progress.
   *
   * An API key needs the scope courses:write.
   */
  create(courseId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/enroll`, { options });
  }
  /**
   * Leave the course. Your progress stays, and counts again if you return.
   *
   * An API key needs the scope courses:write.
   */
  leave(courseId: number, options?: CallOptions): Call<undefined> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/enroll`, { options });
  }
  /**
   * Readmit a former learner of your course (admins: of any course). Return their progress.
   *
   * An API key needs the scope courses:write.
   */
  readmitLearner(courseId: number, userId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { options });
  }
  /**
   * Remove a learner from your course (admins: from any course). They get an e-mail and keep their progress.
   *
   * They can't return by themselves; `PUT` readmits them.
   *
   * An API key needs the scope courses:write.
   */
  removeLearner(courseId: number, userId: number, body: t.Reason, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { body, options });
  }
  /**
   * Return the progress of a learner of your course (admins: of any course).
   *
   * An API key needs the scope courses:read.
   */
  showLearner(courseId: number, userId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { options });
  }
}

export class EventsCalls extends Resource {
  /**
   * List what happened to the caller's documents, in the order of commits.
   *
   * Store `next_since` with what you have done, and continue while `has_more` is true. No event is ever missed, and none
   * comes twice. They are kept for 30 days; an older `since` is a 410.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read.
   */
  list(query?: t.EventsListQuery, options?: CallOptions): Call<t.EventList> {
    return this.calls.send("GET", "/api/events", { query, options });
  }
  /**
   * Send the caller's events as they happen (server-sent events), from now on or behind `Last-Event-ID`.
   *
   * Without events a comment comes every 15 seconds. The stream ends with the access token or its session, and after an
   * hour; open it again with the `id` of the last event as `Last-Event-ID`. A user has up to 5 streams, a network
   * 32, half of them for users who are no sellers.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read.
   */
  stream(query?: t.EventsStreamQuery, options?: CallOptions): Call<Response> {
    return this.calls.send("GET", "/api/events/stream", { query, options });
  }
}

export class HealthCalls extends Resource {
  /**
   * Return the same as `/health/ready`.
   *
   * No authentication required.
   */
  show(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health", { options });
  }
  /**
   * Check that the process answers, without the database.
   *
   * No authentication required.
   */
  showLiveness(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health/live", { options });
  }
  /**
   * Check that the database answers, has the schema of this release and stores sales. Otherwise the status is 503.
   *
   * No authentication required.
   */
  showReadiness(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health/ready", { options });
  }
}

export class ImagesCalls extends Resource {
  /**
   * Delete an image of an own product (admins: any product). Returns the remaining images.
   *
   * An API key needs the scope products:write.
   */
  delete(productId: number, imageId: number, options?: CallOptions): Call<t.ImageList> {
    return this.calls.send("DELETE", `/api/products/${segment(productId)}/images/${segment(imageId)}`, { options });
  }
  /**
   * Reorder the images of an own product (admins: any product). Lists show the first one.
   *
   * An API key needs the scope products:write.
   */
  reorder(productId: number, body: t.ImageOrder, options?: CallOptions): Call<t.ImageList> {
    return this.calls.send("PUT", `/api/products/${segment(productId)}/images/order`, { body, options });
  }
  /**
   * Add images to an own product (admins: any product), all of them or none. Returns all its images.
   *
   * The same file sent again stays one image.
   *
   * An API key needs the scope products:write.
   */
  upload(productId: number, body: t.ImagesForm, options?: CallOptions): Call<t.ImageList> {
    return this.calls.send("POST", `/api/products/${segment(productId)}/images`, { form: body, options });
  }
}

export class ImportsCalls extends Resource {
  /**
   * Import products of the caller from a file: our template, a list, or an export of another program.
   *
   * Rows match products by SKU, else by barcode, else by exact name. Only the fields in the file change; importing the
   * same file again changes nothing. A small file is imported within the call (200); a larger one becomes a job (202),
   * whose progress is at `Location`. All parameters but the file may be sent in the form or in the query. `columns` and
   * `sample` of the report show how the file was read; `price_column` and its siblings name a column that is not
   * recognized.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:write.
   */
  create(body: t.ImportForm, query?: t.ImportsCreateQuery, options?: CallOptions): Call<t.Import> {
    return this.calls.send("POST", "/api/products/import-csv", { form: body, query, options });
  }
  /**
   * Download the rows that failed as CSV, to be corrected and imported again.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  downloadFailedRows(importId: number, options?: CallOptions): Call<string> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/failed.csv`, { options });
  }
  /**
   * Download a template with all columns and two example rows.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  downloadTemplate(options?: CallOptions): Call<string> {
    return this.calls.send("GET", "/api/products/import-template", { options });
  }
  /**
   * List the caller's imports, newest first.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  list(query?: t.ImportsListQuery, options?: CallOptions): Call<t.ImportList> {
    return this.calls.send("GET", "/api/imports", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ImportsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.ImportList["imports"][number]> {
    return walk<t.ImportList["imports"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "imports");
  }
  /**
   * List the rows that failed, in the order of the file.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  listFailedRows(importId: number, query?: t.ImportsListFailedRowsQuery, options?: CallOptions): Call<t.FailedRowList> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/rows`, { query, options });
  }
  /** Each row of `listFailedRows`, page after page. */
  walkFailedRows(importId: number, query?: Omit<t.ImportsListFailedRowsQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.FailedRowList["rows"][number]> {
    return walk<t.FailedRowList["rows"][number]>((cursor) => this.listFailedRows(importId, { per_page: 100, ...query, cursor }, options), "rows");
  }
  /**
   * Show the progress of an own import (admins: any import) and the outcome of its rows.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  show(importId: number, options?: CallOptions): Call<t.Import> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}`, { options });
  }
  /**
   * Stream the progress of an import as server-sent events, about twice a second.
   *
   * A stream ends after about twenty seconds; EventSource clients reconnect. If too many streams are open, the answer is
   * a 503 with Retry-After.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  streamEvents(importId: number, options?: CallOptions): Call<Response> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/events`, { options });
  }
}

export class JobsCalls extends Resource {
  /**
   * List jobs, newest first. The list is read by cursor.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  list(query?: t.JobsListQuery, options?: CallOptions): Call<t.Jobs> {
    return this.calls.send("GET", "/api/jobs", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.JobsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Jobs["jobs"][number]> {
    return walk<t.Jobs["jobs"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "jobs");
  }
  /**
   * Retry a failed job, with all its attempts. A job in another state is a 404.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  retry(jobId: number, options?: CallOptions): Call<t.Job> {
    return this.calls.send("POST", `/api/jobs/${segment(jobId)}/retry`, { options });
  }
  /**
   * Return a job.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  show(jobId: number, options?: CallOptions): Call<t.Job> {
    return this.calls.send("GET", `/api/jobs/${segment(jobId)}`, { options });
  }
}

export class LearnerAttemptsCalls extends Resource {
  /**
   * List the attempts of a learner of your course (admins: of any course), and their allowance.
   *
   * An API key needs the scope courses:read.
   */
  list(courseId: number, userId: number, contentId: number, options?: CallOptions): Call<t.LearnerAttempts> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * Grant a learner of your course (admins: of any course) more attempts at a quiz or more time.
   *
   * The numbers are totals beyond the limits of the quiz, so 0 takes back what is unused. More minutes also extend the
   * attempt in progress, and one whose time has ended unless it is submitted already.
   *
   * An API key needs the scope courses:write.
   */
  setAllowance(courseId: number, userId: number, contentId: number, body: t.AllowanceUpdate, options?: CallOptions): Call<t.LearnerAttempts> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/allowance`, { body, options });
  }
  /**
   * Return an attempt of a learner of your course (admins: of any course), with the correct answers.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, userId: number, contentId: number, attemptId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
  }
}

export class OutletsCalls extends Resource {
  /**
   * Add an outlet. The first one is the default.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  create(body: t.NewOutlet, options?: CallOptions): Call<t.Outlet> {
    return this.calls.send("POST", "/api/outlets", { body, options });
  }
  /**
   * List the caller's outlets. The first call makes the default one, which has the seller's name.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  list(options?: CallOptions): Call<t.OutletList> {
    return this.calls.send("GET", "/api/outlets", { options });
  }
  /**
   * Change the given fields of an outlet. To archive it ends all sign-ins at its tills for good.
   *
   * With an open shift at one of its tills it is not archived. While it has goods in a stock of its own, it is not
   * archived either, and keeps that stock.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  update(outletId: number, body: t.OutletUpdate = {}, options?: CallOptions): Call<t.Outlet> {
    return this.calls.send("PATCH", `/api/outlets/${segment(outletId)}`, { body, options });
  }
}

export class PaymentAccountsCalls extends Resource {
  /**
   * Add an account on which the caller's buyers pay. A QRIS is read strictly, with its checksum.
   *
   * Give the `notice_url` of an account at a provider to that provider.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope payments:write.
   */
  create(body: t.NewPaymentAccount, options?: CallOptions): Call<t.PaymentAccount> {
    return this.calls.send("POST", "/api/payment-accounts", { body, options });
  }
  /**
   * List the caller's accounts.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope transactions:read.
   */
  list(options?: CallOptions): Call<t.PaymentAccountList> {
    return this.calls.send("GET", "/api/payment-accounts", { options });
  }
  /**
   * Confirm the request whose amount, with its code, arrived on an own account, at a till on one of its owner.
   *
   * Requests that were closed within a day are found, too: late money pays an expired order if its goods are still
   * there, or goes to `review`. Nothing is guessed: if another request has this amount without its code, the answer
   * lists the `candidates`, at most 20; send it again with the `request_id` and another key. The same arrival twice is
   * answered alike. Another `reference` for a request in `review` is noted (`other_arrivals`), and it is `paid_twice`.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope payments:write.
   */
  match(accountId: number, body: t.Arrival, options?: CallOptions): Call<t.PaymentRequest> {
    return this.calls.send("POST", `/api/payment-accounts/${segment(accountId)}/match`, { body, options });
  }
  /**
   * Change the given fields of an own account. Requests that were made before keep what they ask for.
   *
   * A `provider` replaces environment, channel and all keys.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope payments:write.
   */
  update(accountId: number, body: t.PaymentAccountUpdate = {}, options?: CallOptions): Call<t.PaymentAccount> {
    return this.calls.send("PATCH", `/api/payment-accounts/${segment(accountId)}`, { body, options });
  }
}

export class PaymentRequestsCalls extends Resource {
  /**
   * Record that the money of a request arrived: the seller, their tills and admins, never the buyer.
   *
   * It becomes a payment of the order, with the code as its `adjustment`. Late money pays an expired order if its goods
   * are still there. What the order can't take goes to `review` with a `review_reason`; confirm it again once that is
   * mended, or reject it when the money went back. A request that is paid stays as it is.
   *
   * An API key needs the scope payments:write.
   */
  confirm(paymentRequestId: number, body: t.Confirmation = {}, options?: CallOptions): Call<t.PaymentRequest> {
    return this.calls.send("POST", `/api/payment-requests/${segment(paymentRequestId)}/confirm`, { body, options });
  }
  /**
   * Ask for the money of a pending order on an account; for its buyer, its seller, their tills, and admins.
   *
   * The account belongs to the seller of all items. An open request for the same amount on the same account is returned
   * again. Nothing is paid by the request: a person confirms what arrived, or the notice of a provider does. A provider
   * is asked after the answer: `GET` the requests of the order until `payment_url` or `qris` is there.
   *
   * An API key needs the scope transactions:write.
   */
  create(transactionId: number, body: t.NewPaymentRequest, options?: CallOptions): Call<t.PaymentRequest> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/payment-requests`, { body, options });
  }
  /**
   * List the requests on the caller's accounts, at a till on those of its owner, newest first.
   *
   * A `state` is the stored one: a request beyond its time is among `pending` until its order is released. `review` has
   * all that a person must decide on, with notices that name no request.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope transactions:read.
   */
  list(query?: t.PaymentRequestsListQuery, options?: CallOptions): Call<t.RequestPage> {
    return this.calls.send("GET", "/api/payment-requests", { query, options });
  }
  /**
   * List the requests of an order, and the accounts on which it can be paid, for those who may ask for its money.
   *
   * An API key needs the scope transactions:read.
   */
  ofOrder(transactionId: number, query?: t.PaymentRequestsOfOrderQuery, options?: CallOptions): Call<t.RequestsOfOrder> {
    return this.calls.send("GET", `/api/transactions/${segment(transactionId)}/payment-requests`, { query, options });
  }
  /**
   * Close a request for which nothing arrived, or whose money went back to the buyer. It is then `failed`.
   *
   * If its provider told of a payment (`provider_events`), only the owner, a manager or an admin may.
   *
   * An API key needs the scope payments:write.
   */
  reject(paymentRequestId: number, body: t.Rejection = {}, options?: CallOptions): Call<t.PaymentRequest> {
    return this.calls.send("POST", `/api/payment-requests/${segment(paymentRequestId)}/reject`, { body, options });
  }
  /**
   * Return the QR code of a request that is paid by QRIS.
   *
   * An API key needs the scope transactions:read.
   */
  showQr(paymentRequestId: number, query?: t.PaymentRequestsShowQrQuery & { format?: "svg" }, options?: CallOptions): Call<Blob>;
  showQr(paymentRequestId: number, query: t.PaymentRequestsShowQrQuery & { format: "png" }, options?: CallOptions): Call<Blob>;
  showQr(paymentRequestId: number, query?: t.PaymentRequestsShowQrQuery, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/payment-requests/${segment(paymentRequestId)}/qr`, { query, options });
  }
}

export class PlatformCalls extends Resource {
  /**
   * Return what happened on each day, from sign-ups to completed courses, and what waits or has failed now.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  show(query?: t.PlatformShowQuery, options?: CallOptions): Call<t.PlatformOverview> {
    return this.calls.send("GET", "/api/platform", { query, options });
  }
}

export class ProductsCalls extends Resource {
  /**
   * Create a product of the caller, also as a variant of another (`variant_of`, `options`).
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:write.
   */
  create(body: t.ProductCreate, options?: CallOptions): Call<t.Product> {
    return this.calls.send("POST", "/api/products", { body, options });
  }
  /**
   * Delete an own product (admins: any product). Past sales keep its name and price.
   *
   * A product that has variants is a 409 `product_has_variants`: delete them first, or make one of them the main product
   * of the others. One that sells a course is a 409 `product_sells_course`. `active: false` closes the course as well:
   * its `closed_because` says so, it takes no new learners, and keeps the enrolled ones.
   *
   * An API key needs the scope products:write.
   */
  delete(productId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/${segment(productId)}`, { options });
  }
  /**
   * Export all products of the caller as CSV, including inactive ones. Importing the file changes nothing.
   *
   * Text that a spreadsheet would run as a formula gets an apostrophe in front, which the import removes.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:read.
   */
  export(options?: CallOptions): Call<string> {
    return this.calls.send("GET", "/api/products/export", { options });
  }
  /**
   * List and search products by page number, or by cursor, which neither skips nor repeats rows while others insert.
   *
   * Small totals are exact; a large total may be a lower bound.
   *
   * No authentication required.
   */
  list(query?: t.ProductsListQuery, options?: CallOptions): Call<t.ProductList> {
    return this.calls.send("GET", "/api/products", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ProductsListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.ProductList["products"][number]> {
    return walk<t.ProductList["products"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "products");
  }
  /**
   * Return the product with exactly this SKU or barcode, as a scanner asks for it.
   *
   * Of several, one in stock comes first, then the oldest.
   *
   * No authentication required.
   */
  lookup(query: t.ProductsLookupQuery, options?: CallOptions): Call<t.Product> {
    return this.calls.send("GET", "/api/products/lookup", { query, options });
  }
  /**
   * Show a product and its variants.
   *
   * Send its ETag as If-None-Match to get a 304, or as If-Match to update this version of the product only.
   *
   * No authentication required.
   */
  show(productId: number, options?: CallOptions): Call<t.ProductDetail> {
    return this.calls.send("GET", `/api/products/${segment(productId)}`, { options });
  }
  /**
   * Update the given fields of an own product (admins: any product).
   *
   * With `If-Match`, fails with a 412 if anyone has changed it since it was read. Sales and stock movements in the
   * meantime count only if `stock` is given.
   *
   * An API key needs the scope products:write.
   */
  update(productId: number, body: t.ProductUpdate = {}, options?: CallOptions): Call<t.Product> {
    return this.calls.send("PUT", `/api/products/${segment(productId)}`, { body, options });
  }
}

export class ProgressCalls extends Resource {
  /**
   * Record progress of one content or of several (`items`), and return all of your progress.
   *
   * Progress never goes back: requests may arrive late, repeated, in any order and from several devices. Items are
   * processed in the order of their `recorded_at`, so that one may open the next; a locked content is a 409
   * `content_locked` with the `missing` contents, and then nothing is stored. `{"completed": true}` alone completes all
   * contents but quizzes, which stay in `left`. The request that satisfies the last required content completes the
   * course, and its response has the certificate.
   *
   * An API key needs the scope courses:write.
   */
  record(courseId: number, body: t.ProgressUpdate = {}, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/progress`, { body, options });
  }
  /**
   * Return your progress in the newest version of the course, and where to resume.
   *
   * This submits quiz attempts whose time has ended, with their saved answers.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/progress`, { options });
  }
  /**
   * Waive a content for a learner of your course (admins: of any course), for good. Return their progress.
   *
   * An API key needs the scope courses:write.
   */
  waive(courseId: number, userId: number, body: t.WaiverCreate, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/waive`, { body, options });
  }
}

export class ReportsCalls extends Resource {
  /**
   * Return what each customer of the caller owes now, by days since it was due.
   *
   * What has no due day is as old as its sale. Nobody sees the customers of others, admins neither.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope customers:read.
   */
  showDebts(query?: t.ReportsShowDebtsQuery & { format?: "json" }, options?: CallOptions): Call<t.DebtBooks>;
  showDebts(query: t.ReportsShowDebtsQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showDebts(query?: t.ReportsShowDebtsQuery, options?: CallOptions): Call<t.DebtBooks | string> {
    return this.calls.send("GET", "/api/reports/debts", { query, options });
  }
  /**
   * Return what was paid and given back, by the moment of the payment. Each `by` has the same totals.
   *
   * What was sold on credit counts as paid by the method credit, and what customers pay back of it counts again, as
   * `repaid`. By method, `total` and `moved` of cash are what drawers have gained. Payments of orders with goods of
   * several sellers are not in this report.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showPayments(query?: t.ReportsShowPaymentsQuery & { format?: "json" }, options?: CallOptions): Call<t.PaymentBooks>;
  showPayments(query: t.ReportsShowPaymentsQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showPayments(query?: t.ReportsShowPaymentsQuery, options?: CallOptions): Call<t.PaymentBooks | string> {
    return this.calls.send("GET", "/api/reports/payments", { query, options });
  }
  /**
   * Return what was sold and what was given back. Each `by` has the same totals.
   *
   * A refund belongs to its own day and hour, and to the product, cashier, outlet and method of its sale.
   *
   * Without `from` and `to` it covers the last 30 days. Sellers and admins get their own sales, admins with `seller_id`
   * those of a seller. More than 2,000 groups are a 422.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showSales(query?: t.ReportsShowSalesQuery & { format?: "json" }, options?: CallOptions): Call<t.SalesBooks>;
  showSales(query: t.ReportsShowSalesQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showSales(query?: t.ReportsShowSalesQuery, options?: CallOptions): Call<t.SalesBooks | string> {
    return this.calls.send("GET", "/api/reports/sales", { query, options });
  }
  /**
   * Return the shifts that were opened, with what was expected and counted.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showShifts(query?: t.ReportsShowShiftsQuery & { format?: "json" }, options?: CallOptions): Call<t.ShiftBooks>;
  showShifts(query: t.ReportsShowShiftsQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showShifts(query?: t.ReportsShowShiftsQuery, options?: CallOptions): Call<t.ShiftBooks | string> {
    return this.calls.send("GET", "/api/reports/shifts", { query, options });
  }
  /**
   * Return what was in stock, came and left, and what is left is worth at today's cost. Both `by` have equal totals.
   *
   * It is the shared stock; those of outlets with a stock of their own are left out. So are goods that were neither in
   * stock nor moved, and products that sell a course. More than 20,000 groups are a 422.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showStock(query?: t.ReportsShowStockQuery & { format?: "json" }, options?: CallOptions): Call<t.StockBooks>;
  showStock(query: t.ReportsShowStockQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showStock(query?: t.ReportsShowStockQuery, options?: CallOptions): Call<t.StockBooks | string> {
    return this.calls.send("GET", "/api/reports/stock", { query, options });
  }
  /**
   * Return base and tax by month and kind of tax. They sum up to `net` and `tax` of the sales.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showTax(query?: t.ReportsShowTaxQuery & { format?: "json" }, options?: CallOptions): Call<t.TaxBooks>;
  showTax(query: t.ReportsShowTaxQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showTax(query?: t.ReportsShowTaxQuery, options?: CallOptions): Call<t.TaxBooks | string> {
    return this.calls.send("GET", "/api/reports/tax", { query, options });
  }
}

export class RoleRequestsCalls extends Resource {
  /**
   * Request a role. The role developer is granted at once, the role seller by an admin.
   *
   * The shop can change both (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
   *
   * API keys are not accepted.
   */
  create(body: t.RoleRequestCreate, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("POST", "/api/users/role-requests", { body, options });
  }
  /**
   * Grant or deny a pending request. Granting keeps the user's other roles.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  decide(requestId: number, body: t.RoleRequestDecision, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("PATCH", `/api/users/role-requests/${segment(requestId)}`, { body, options });
  }
  /**
   * List the caller's own requests (an admin: all), newest first.
   *
   * API keys are not accepted.
   */
  list(query?: t.RoleRequestsListQuery, options?: CallOptions): Call<t.RoleRequestPage> {
    return this.calls.send("GET", "/api/users/role-requests", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.RoleRequestsListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.RoleRequestPage["role_requests"][number]> {
    return walk<t.RoleRequestPage["role_requests"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "role_requests");
  }
  /**
   * Withdraw one of the caller's pending requests.
   *
   * API keys are not accepted.
   */
  withdraw(requestId: number, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("DELETE", `/api/users/role-requests/${segment(requestId)}`, { options });
  }
}

export class SalesCalls extends Resource {
  /**
   * Return the demand forecast, stock cover and order suggestion of each product, most urgent first.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  listForecasts(query?: t.SalesListForecastsQuery, options?: CallOptions): Call<t.StockForecast> {
    return this.calls.send("GET", "/api/analytics/forecast", { query, options });
  }
  /** Each row of `listForecasts`, page after page. */
  walkForecasts(query?: Omit<t.SalesListForecastsQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.StockForecast["products"][number]> {
    return walk<t.StockForecast["products"][number]>((cursor) => this.listForecasts({ per_page: 200, ...query, cursor }, options), "products");
  }
  /**
   * Return the sales report: totals, growth, periods, and the best, rising, falling and unsold products.
   *
   * Without `from` and `to` it covers the last 30 days. Sellers get their own sales; admins get those of all sellers or
   * of one. In the CSV the column `row` tells periods from products; it lists all products.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  showReport(query?: t.SalesShowReportQuery & { format?: "json" }, options?: CallOptions): Call<t.SalesReport>;
  showReport(query: t.SalesShowReportQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  showReport(query?: t.SalesShowReportQuery, options?: CallOptions): Call<t.SalesReport | string> {
    return this.calls.send("GET", "/api/analytics/sales", { query, options });
  }
}

export class ShiftsCalls extends Resource {
  /**
   * Close a shift with the cash that was counted; the answer tells what was expected.
   *
   * A sale is wholly in the shift or refused. Of a closed shift the answer is that of its first count.
   *
   * An API key needs the scope transactions:write.
   */
  close(shiftId: number, body: t.Count, options?: CallOptions): Call<t.Shift> {
    return this.calls.send("POST", `/api/shifts/${segment(shiftId)}/close`, { body, options });
  }
  /**
   * List the shifts of all tills of the caller or of one, newest first. Who has signed in at a till sees its own.
   *
   * Without a till, days are those of the default outlet's zone.
   *
   * An API key needs the scope transactions:read.
   */
  list(query?: t.ShiftsListQuery, options?: CallOptions): Call<t.ShiftPage> {
    return this.calls.send("GET", "/api/shifts", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ShiftsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.ShiftPage["shifts"][number]> {
    return walk<t.ShiftPage["shifts"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "shifts");
  }
  /**
   * Record cash that is put into the drawer or taken out otherwise than by a sale.
   *
   * An API key needs the scope transactions:write.
   */
  moveCash(shiftId: number, body: t.NewMove, options?: CallOptions): Call<t.CashMove> {
    return this.calls.send("POST", `/api/shifts/${segment(shiftId)}/moves`, { body, options });
  }
  /**
   * Open a shift at a till, as its owner or one of the staff. A till has at most one open shift.
   *
   * An API key needs the scope transactions:write.
   */
  open(body: t.NewShift, options?: CallOptions): Call<t.Shift> {
    return this.calls.send("POST", "/api/shifts", { body, options });
  }
  /**
   * Return the open shift of a till, without its cash: the drawer is counted blind.
   *
   * An API key needs the scope transactions:read.
   */
  showCurrent(query: t.ShiftsShowCurrentQuery, options?: CallOptions): Call<t.Shift> {
    return this.calls.send("GET", "/api/shifts/current", { query, options });
  }
  /**
   * Return the sales, payments and cash of a shift.
   *
   * An API key needs the scope transactions:read.
   */
  showReport(shiftId: number, query?: t.ShiftsShowReportQuery, options?: CallOptions): Call<t.ShiftReport> {
    return this.calls.send("GET", `/api/shifts/${segment(shiftId)}/report`, { query, options });
  }
}

export class ShopCalls extends Resource {
  /**
   * Delete the shop's logo, if there is one.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  deleteLogo(options?: CallOptions): Call<t.Shop> {
    return this.calls.send("DELETE", "/api/shop/logo", { options });
  }
  /**
   * Return the shop's name and logo.
   *
   * No authentication required.
   */
  show(options?: CallOptions): Call<t.Shop> {
    return this.calls.send("GET", "/api/shop", { options });
  }
  /**
   * Set the shop's name, which is on certificates, badges, receipts and e-mails.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  update(body: t.ShopUpdate, options?: CallOptions): Call<t.Shop> {
    return this.calls.send("PUT", "/api/shop", { body, options });
  }
  /**
   * Set or replace the shop's logo. Transparency is kept.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  updateLogo(body: t.LogoForm, options?: CallOptions): Call<t.Shop> {
    return this.calls.send("PUT", "/api/shop/logo", { form: body, options });
  }
}

export class StaffCalls extends Resource {
  /**
   * Let a user sell for the caller at the caller's tills, with a PIN.
   *
   * A sign-in by PIN acts at one till only: it reaches nothing else of the user's account.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  create(body: t.NewStaff, options?: CallOptions): Call<t.Staff> {
    return this.calls.send("POST", "/api/staff", { body, options });
  }
  /**
   * Remove one of the staff. What they have sold keeps their name.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  delete(userId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/staff/${segment(userId)}`, { options });
  }
  /**
   * List who sells for the caller. PINs are never shown.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  list(options?: CallOptions): Call<t.StaffList> {
    return this.calls.send("GET", "/api/staff", { options });
  }
  /**
   * Change the duty or the PIN of one of the staff, or deactivate them.
   *
   * A new PIN ends their sign-ins at tills for good, and so does a deactivation.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  update(userId: number, body: t.StaffUpdate = {}, options?: CallOptions): Call<t.Staff> {
    return this.calls.send("PATCH", `/api/staff/${segment(userId)}`, { body, options });
  }
}

export class StockCalls extends Resource {
  /**
   * List each change of a product's stock, newest first: when, how much, why, by whom, and by which order.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:read.
   */
  ledger(query: t.StockLedgerQuery, options?: CallOptions): Call<t.LedgerPage> {
    return this.calls.send("GET", "/api/stock/ledger", { query, options });
  }
  /** Each row of `ledger`, page after page. */
  walkledger(query: Omit<t.StockLedgerQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.LedgerPage["entries"][number]> {
    return walk<t.LedgerPage["entries"][number]>((cursor) => this.ledger({ per_page: 100, ...query, cursor }, options), "entries");
  }
  /**
   * List the caller's products that have a stock, lowest first; with `low=true` those that run out.
   *
   * It is the shared stock, or with `outlet_id` that of an outlet.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:read.
   */
  list(query?: t.StockListQuery, options?: CallOptions): Call<t.StockPage> {
    return this.calls.send("GET", "/api/stock", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.StockListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.StockPage["products"][number]> {
    return walk<t.StockPage["products"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "products");
  }
  /**
   * Record goods that came, were lost or were counted, of own products (admins: of any); all items or none.
   *
   * A `delta` is relative, so sales in between do no harm. A count replaces the stock only if that is still the
   * `expected_quantity`. Goods of pending orders have left the stock already: count without them. A movement makes no
   * `If-Match` of an edit stale unless the edit sets `stock`. With `outlet_id` they are of the own stock of that outlet.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:write.
   */
  move(body: t.Movements, options?: CallOptions): Call<t.MovedItems> {
    return this.calls.send("POST", "/api/stock/movements", { body, options });
  }
  /**
   * Move own goods (admins: any) between the shared stock and that of an outlet, or between outlets; all or none.
   *
   * Goods that are deleted, or sell a course now, can only leave an outlet.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:write.
   */
  transfer(body: t.NewTransfer, options?: CallOptions): Call<t.TransferredItems> {
    return this.calls.send("POST", "/api/stock/transfers", { body, options });
  }
}

export class SyncCalls extends Resource {
  /**
   * Book an item in spite of what spoke against it, as the owner or a manager.
   *
   * Goods that are short bring the stock below 0; a receipt number that is taken becomes the next free one; what came
   * after its shift was closed counts into it, and its expected cash changes; payments of another sum are made to fit,
   * and the drawer has the difference. What can't be in the books at all is refused with its problem.
   *
   * An API key needs the scope transactions:write.
   */
  accept(clientId: string, options?: CallOptions): Call<t.KeptItem> {
    return this.calls.send("POST", `/api/sync/items/${segment(clientId)}/accept`, { options });
  }
  /**
   * List what tills have sent, latest first; `state=review` waits for a decision.
   *
   * An API key needs the scope transactions:read.
   */
  list(query?: t.SyncListQuery, options?: CallOptions): Call<t.KeptItemPage> {
    return this.calls.send("GET", "/api/sync/items", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.SyncListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.KeptItemPage["items"][number]> {
    return walk<t.KeptItemPage["items"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "items");
  }
  /**
   * Keep an item out of the books for good, as the owner or a manager. It stays in the list, with its body.
   *
   * An API key needs the scope transactions:write.
   */
  reject(clientId: string, options?: CallOptions): Call<t.KeptItem> {
    return this.calls.send("POST", `/api/sync/items/${segment(clientId)}/reject`, { options });
  }
  /**
   * Book what a till has done without a network, each item once and by itself.
   *
   * Items may come in any order, repeatedly, and from several devices at once: their `client_id` lasts for ever. They
   * are booked in the order of their references and times, each by itself, so an item that fails keeps back only those
   * that refer to it. `body` is that of the call with a network; a sale also has the `price` of each
   * line and its `receipt_no`. What was sold stays as it was sold: other prices, a discount above the limit, a voucher
   * that is used up and credit above the limit are flags. A time in the future, or outside of its shift, is bounded and
   * flagged. A closed shift, a receipt number of another sale and, with `short_stock: review`, too little in stock lead
   * to a review. What is wrong with an item is its `problem` in the answer, which is a 200 all the same.
   *
   * An API key needs the scope transactions:write.
   */
  send(body: t.SyncPost, options?: CallOptions): Call<t.SyncResults> {
    return this.calls.send("POST", "/api/sync", { body, options });
  }
}

export class TaxProfileCalls extends Resource {
  /**
   * Delete the caller's profile of a day; the one before goes on.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  delete(query: t.TaxProfileDeleteQuery, options?: CallOptions): Call<t.TaxProfiles> {
    return this.calls.send("DELETE", "/api/tax-profile", { query, options });
  }
  /**
   * Return the caller's taxes, as a seller, from each day on.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  show(options?: CallOptions): Call<t.TaxProfiles> {
    return this.calls.send("GET", "/api/tax-profile", { options });
  }
  /**
   * Set the caller's taxes from a day on. Past sales keep theirs.
   *
   * With `ppn` the rate is that of the day: 12 % of 11/12 of the price since 2025, 12 % of the price of luxury goods.
   * Exempt goods (`tax_kind` of a product) have no tax in any regime.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  update(body: t.NewTaxProfile, options?: CallOptions): Call<t.TaxProfiles> {
    return this.calls.send("PUT", "/api/tax-profile", { body, options });
  }
}

export class TillsCalls extends Resource {
  /**
   * Add a till to one of the caller's outlets. Its token is shown only in this response.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  create(outletId: number, body: t.NewTill, options?: CallOptions): Call<t.TillWithToken> {
    return this.calls.send("POST", `/api/outlets/${segment(outletId)}/tills`, { body, options });
  }
  /**
   * List the tills of one of the caller's outlets.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  list(outletId: number, options?: CallOptions): Call<t.TillList> {
    return this.calls.send("GET", `/api/outlets/${segment(outletId)}/tills`, { options });
  }
  /**
   * List the numbers that no receipt of a till has: of sales that it has not sent, or that wait for a review.
   *
   * An API key needs the scope transactions:read.
   */
  listReceiptGaps(tillId: number, options?: CallOptions): Call<t.ReceiptGaps> {
    return this.calls.send("GET", `/api/tills/${segment(tillId)}/receipt-gaps`, { options });
  }
  /**
   * Replace the token of one of the caller's tills, for another device. All sign-ins at the till end.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  replaceToken(tillId: number, options?: CallOptions): Call<t.TillWithToken> {
    return this.calls.send("POST", `/api/tills/${segment(tillId)}/token`, { options });
  }
  /**
   * Return the sale that a receipt is of: of any till of the same owner, their counter or their web shop.
   *
   * Its goods can be taken back here. Lower case and missing zeros (`a-42`) do no harm to the number of a till. All
   * goods must be the owner's.
   *
   * An API key needs the scope transactions:read.
   */
  showReceipt(tillId: number, receiptNumber: string, options?: CallOptions): Call<t.Sale> {
    return this.calls.send("GET", `/api/tills/${segment(tillId)}/receipts/${segment(receiptNumber)}`, { options });
  }
  /**
   * Sign one of the staff in at a till, with the token of the till and their PIN, for at most 12 hours.
   *
   * The access token opens what is done at this till: shifts and sales. After five wrong PINs in a row of one name the
   * till waits. Owners and managers need no PIN: what they sign in to by password at
   * `POST /api/auth/login` works at the till, too.
   *
   * No authentication required.
   */
  signIn(tillId: number, body: t.TillSignIn, options?: CallOptions): Call<t.TillSession> {
    return this.calls.send("POST", `/api/tills/${segment(tillId)}/sign-in`, { body, options });
  }
  /**
   * Rename one of the caller's tills, or deactivate it, which ends all sign-ins at the till for good.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  update(tillId: number, body: t.TillUpdate = {}, options?: CallOptions): Call<t.Till> {
    return this.calls.send("PATCH", `/api/tills/${segment(tillId)}`, { body, options });
  }
}

export class TransactionsCalls extends Resource {
  /**
   * Cancel a pending order and return its goods to the stock.
   *
   * While nothing is paid its buyer may do so, and each seller of an item, who gets their part of the order. The seller
   * of all its items, at their tills, and admins may at any time: payments are then recorded as given back. At a till
   * the money comes out of its open shift.
   *
   * An API key needs the scope transactions:write.
   */
  cancel(transactionId: number, body: t.OrderCancellation = {}, options?: CallOptions): Call<t.SaleWithBuyer> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/cancel`, { body, options });
  }
  /**
   * Sell the items to the caller at the current catalogue prices, or take their order.
   *
   * With `UNPAID=accept` it is a sale at once. Otherwise the order is `pending`: it keeps its goods for 60 minutes, in
   * which `POST /api/transactions/{id}/pay` records its payment. Either all items are sold or none. The buyer of a sale
   * is enrolled in its `courses` at once. A course that the buyer owns already (409 `course_already_owned`), lacks the
   * prerequisites for (`prerequisites_missing`) or can't enter at all (`course_closed`) is refused by the quote, too. So
   * is what a former seller offers (`seller_unavailable`). A buyer with 20 orders of the last 24 hours without a payment
   * places no further one that waits (`too_many_unpaid_orders`); of one who has never paid, 5. Without a verified e-mail
   * address one order at a time may wait (`verified_email_required`), and none with a voucher that has a `limit_total`
   * (`voucher_needs_verified_email`), unless the shop sends no e-mails. Together the orders that wait hold at most 20
   * units, or goods of 10,000,000 rupiah or of three times what the buyer has paid their sellers in a year
   * (`unpaid_orders_too_large`).
   * Send the quote's total as `expected_total`, so that a price that has changed in the meantime is never charged
   * unseen. With an `Idempotency-Key` header a repeated call returns the first answer with `Idempotent-Replayed: true`
   * and sells nothing more.
   *
   * The seller of all items, and admins, may take off a `discount`; a buyer gets a 403 `discount_too_large`. A `voucher`
   * of a seller takes off its part from their items, or is refused with the verdict of each rule (409
   * `voucher_refused`).
   *
   * With `payments` it is a sale at the counter: the seller of all items (admins: of any one seller) sells them to a
   * walk-in customer, and the sale is paid at once. It needs an `Idempotency-Key`. A `client_id` names it for longer
   * than the key is kept: another call with it returns the sale as it stands, with `Idempotent-Replayed: true`. With
   * `till_id` the owner of a till or their staff sell at it, in its open shift: the sale gets the till's next receipt
   * number, and cash is rounded to the coins of the outlet (`adjustment`).
   *
   * An API key needs the scope transactions:write.
   */
  create(body: t.Basket, options?: CallOptions): Call<t.NewSale> {
    return this.calls.send("POST", "/api/transactions", { body, options });
  }
  /**
   * Return a link that opens the receipt without a login, and one that sends it by WhatsApp.
   *
   * It shows what the caller may see (at a till: what its owner may), for 90 days; that of an API key without
   * `customers:read` names no customer. Nothing is stored, so it can't be withdrawn.
   *
   * An API key needs the scope transactions:read.
   */
  linkReceipt(transactionId: number, body: t.NewReceiptLink = {}, options?: CallOptions): Call<t.ReceiptLink> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/receipt/link`, { body, options });
  }
  /**
   * List orders and sales, newest first, with cursor pagination; `from` and `to` limit the days.
   *
   * The days are those of the order, with `scope=sales` those on which it was paid. Without a `scope` the list holds the
   * caller's own purchases; sellers get a notice that says so. `scope=sales` lists what a seller has sold.
   *
   * An API key needs the scope transactions:read.
   */
  list(query?: t.TransactionsListQuery, options?: CallOptions): Call<t.SalePage> {
    return this.calls.send("GET", "/api/transactions", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.TransactionsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.SalePage["transactions"][number]> {
    return walk<t.SalePage["transactions"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "transactions");
  }
  /**
   * Record a payment of an order that the caller has sold (admins: any order; at a till: the owner's).
   *
   * Who ordered it from others records none, as one of their staff or as an admin either.
   * Several payments may share the total. The last one makes the order a sale: it counts in reports, and the buyer gets
   * the receipt and the courses. Cash `tendered` beyond the amount is `change`. An expired order takes its goods from
   * the stock again, if enough is left, and its use of a voucher. No payment is taken for a course that is closed or
   * that the buyer has. At a till the money belongs to its open shift, and the sale gets the till's next receipt number.
   *
   * An API key needs the scope transactions:write.
   */
  pay(transactionId: number, body: t.OrderPayment, options?: CallOptions): Call<t.SaleWithBuyer> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/pay`, { body, options });
  }
  /**
   * Count a print of the receipt, and return it; for the seller of all items, at their tills, and for admins.
   *
   * The first one is the original, all others say that they are copies. After a jam, repeat the call with its
   * `Idempotency-Key`: the answer is the same. The `escpos` of a first print opens the drawer if cash was paid.
   *
   * An API key needs the scope transactions:write.
   */
  printReceipt(transactionId: number, body: t.NewReceiptPrint = {}, options?: CallOptions): Call<t.ReceiptPrint> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/receipt/prints`, { body, options });
  }
  /**
   * Count a print of the receipt of a refund, and return it, as that of a sale.
   *
   * The `escpos` of a first print opens the drawer if cash was given back.
   *
   * An API key needs the scope transactions:write.
   */
  printRefundReceipt(transactionId: number, refundId: number, body: t.NewReceiptPrint = {}, options?: CallOptions): Call<t.ReceiptPrint> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/refunds/${segment(refundId)}/receipt/prints`, { body, options });
  }
  /**
   * Return the price of the items at this moment, or the problem that a sale would meet. Nothing is sold.
   *
   * With `till_id`, or by who has signed in at a till, it is that of a sale at the till, from the stock that is sold
   * there. With `customer_id` it is that of a sale to a customer of the seller, before the `payments` are known, too.
   *
   * Send the quote's total as the sale's `expected_total`. Visitors get a quote, too, without the
   * checks that depend on an account, such as a course that they own already. `too_many_unpaid_orders` is met by orders
   * alone.
   *
   * No authentication required.
   */
  quote(body: t.Basket, options?: CallOptions): Call<t.Quote> {
    return this.calls.send("POST", "/api/transactions/quote", { body, options });
  }
  /**
   * Return what a refund would give back, or the problem that it would meet. Nothing is given back.
   *
   * An API key needs the scope transactions:write.
   */
  quoteRefund(transactionId: number, body: t.NewRefund, options?: CallOptions): Call<t.RefundQuote> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/refunds/quote`, { body, options });
  }
  /**
   * Give back goods or money of a sale that the caller has made (admins: any sale; at a till: the owner's).
   *
   * Who bought it from others gives nothing back to themselves, as one of their staff or as an admin either.
   * `items` come back at their share in what is left of their line; `amount` gives back money alone. Several refunds may
   * follow each other until nothing is left. Goods return to the stock unless `restock` is false. A course of which
   * nothing is left ends for its buyer. Figures count the refund on its own day. For an exchange, sell the other goods
   * first and send the id of that sale as `exchange_id`. At a till the money comes out of its open shift.
   *
   * An API key needs the scope transactions:write.
   */
  refund(transactionId: number, body: t.NewRefund, options?: CallOptions): Call<t.MadeRefund> {
    return this.calls.send("POST", `/api/transactions/${segment(transactionId)}/refunds`, { body, options });
  }
  /**
   * Return one sale to its buyer, its cashier or an admin; sellers see their own items of it.
   *
   * Who has signed in at a till sees what was sold there.
   *
   * An API key needs the scope transactions:read.
   */
  show(transactionId: number, options?: CallOptions): Call<t.SaleWithBuyer> {
    return this.calls.send("GET", `/api/transactions/${segment(transactionId)}`, { options });
  }
  /**
   * Return the receipt of a sale, or the bill of an order that is not paid.
   *
   * Whoever sees the sale sees its receipt, sellers that of their own part. Who has signed in at a till sees those of
   * all sales of its owner at the counter and at tills. It is headed by the outlet of the sale; an order of the web, by
   * the default outlet of its only seller. The seller and their tills see the name of a known customer, and what is
   * still owed for the sale; API keys with `customers:read` only. It says that it is a copy as soon as a print was
   * counted. `escpos` never opens the drawer here.
   *
   * An API key needs the scope transactions:read.
   */
  showReceipt(transactionId: number, query?: t.TransactionsShowReceiptQuery & { format?: "html" }, options?: CallOptions): Call<string>;
  showReceipt(transactionId: number, query: t.TransactionsShowReceiptQuery & { format: "pdf" }, options?: CallOptions): Call<Blob>;
  showReceipt(transactionId: number, query: t.TransactionsShowReceiptQuery & { format: "escpos" }, options?: CallOptions): Call<Blob>;
  showReceipt(transactionId: number, query?: t.TransactionsShowReceiptQuery, options?: CallOptions): Call<string | Blob> {
    return this.calls.send("GET", `/api/transactions/${segment(transactionId)}/receipt`, { query, options });
  }
  /**
   * Return the receipt of a refund: what came back, what was given for it and how, and the tax in it.
   *
   * Whoever sees the refund sees its receipt, as that of the sale. It is headed by the outlet that gave the money.
   *
   * An API key needs the scope transactions:read.
   */
  showRefundReceipt(transactionId: number, refundId: number, query?: t.TransactionsShowRefundReceiptQuery & { format?: "html" }, options?: CallOptions): Call<string>;
  showRefundReceipt(transactionId: number, refundId: number, query: t.TransactionsShowRefundReceiptQuery & { format: "pdf" }, options?: CallOptions): Call<Blob>;
  showRefundReceipt(transactionId: number, refundId: number, query: t.TransactionsShowRefundReceiptQuery & { format: "escpos" }, options?: CallOptions): Call<Blob>;
  showRefundReceipt(transactionId: number, refundId: number, query?: t.TransactionsShowRefundReceiptQuery, options?: CallOptions): Call<string | Blob> {
    return this.calls.send("GET", `/api/transactions/${segment(transactionId)}/refunds/${segment(refundId)}/receipt`, { query, options });
  }
}

export class TwoFactorCalls extends Resource {
  /**
   * Enable two-factor authentication with the app's first code. The caller's other sessions end.
   *
   * API keys are not accepted.
   */
  confirmSetup(body: t.TotpConfirmation, options?: CallOptions): Call<t.RecoveryCodes> {
    return this.calls.send("POST", "/api/auth/second-factor/confirm", { body, options });
  }
  /**
   * Disable two-factor authentication with the password and a code. The user is notified by e-mail.
   *
   * API keys are not accepted.
   */
  disable(body: t.TwoFactorReauthentication, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", "/api/auth/second-factor", { body, options });
  }
  /**
   * Replace the recovery codes. The old ones no longer work.
   *
   * API keys are not accepted.
   */
  regenerateRecoveryCodes(body: t.TwoFactorReauthentication, options?: CallOptions): Call<t.RecoveryCodes> {
    return this.calls.send("POST", "/api/auth/second-factor/recovery-codes", { body, options });
  }
  /**
   * Show if the caller has enabled two-factor authentication, and if a role requires it.
   *
   * API keys are not accepted.
   */
  show(options?: CallOptions): Call<t.TwoFactorStatus> {
    return this.calls.send("GET", "/api/auth/second-factor", { options });
  }
  /**
   * Show the roles that require two-factor authentication.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  showPolicy(options?: CallOptions): Call<t.TwoFactorPolicy> {
    return this.calls.send("GET", "/api/auth/second-factor/policy", { options });
  }
  /**
   * Start to set up an authenticator app. The new secret takes effect once `confirm` gets a code of it.
   *
   * API keys are not accepted.
   */
  startSetup(body: t.TotpSetupStart, options?: CallOptions): Call<t.TotpSetup> {
    return this.calls.send("POST", "/api/auth/second-factor", { body, options });
  }
  /**
   * Set the roles that require two-factor authentication.
   *
   * Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
   * 403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  updatePolicy(body: t.TwoFactorPolicyUpdate, options?: CallOptions): Call<t.TwoFactorPolicy> {
    return this.calls.send("PUT", "/api/auth/second-factor/policy", { body, options });
  }
}

export class UsersCalls extends Resource {
  /**
   * Replace the user's address by the one that the link was sent to.
   *
   * Repeating the call returns the same response.
   *
   * No authentication required.
   */
  confirmEmail(body: t.EmailVerification, options?: CallOptions): Call<t.VerifiedEmail> {
    return this.calls.send("POST", "/api/users/confirm-email", { body, options });
  }
  /**
   * List users by registration time, by page number or cursor.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  list(query?: t.UsersListQuery, options?: CallOptions): Call<t.UserPage> {
    return this.calls.send("GET", "/api/users", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.UsersListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.UserPage["users"][number]> {
    return walk<t.UserPage["users"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "users");
  }
  /**
   * Disable two-factor authentication for a user who has lost the app. Their sessions end, and an e-mail tells them.
   *
   * Admins disable their own with password and code.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  resetTwoFactor(userId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/users/${segment(userId)}/second-factor`, { options });
  }
  /**
   * Show the caller's own profile.
   *
   * An API key needs the scope users:read.
   */
  showProfile(options?: CallOptions): Call<t.OwnProfile> {
    return this.calls.send("GET", "/api/users/profile", { options });
  }
  /**
   * Set the user's roles, add one, activate or deactivate. It takes effect on the user's next call.
   *
   * The orders of a deactivated user on which nothing was paid expire at once.
   *
   * Needs one of the roles: admin. API keys are not accepted.
   */
  update(userId: number, body: t.UserUpdate = {}, options?: CallOptions): Call<t.Profile> {
    return this.calls.send("PATCH", `/api/users/${segment(userId)}`, { body, options });
  }
  /**
   * Change the given fields of the caller's own profile.
   *
   * A new e-mail address requires the password. It is `pending_email` until the link in an e-mail to it is opened, for
   * 24 hours; a newer one replaces it. A new username requires the password if the last sign-in is more than 10 minutes
   * ago (403 `reauthentication_required`).
   *
   * API keys are not accepted.
   */
  updateProfile(body: t.ProfileUpdate = {}, options?: CallOptions): Call<t.OwnProfile> {
    return this.calls.send("PUT", "/api/users/profile", { body, options });
  }
}

export class VouchersCalls extends Resource {
  /**
   * Tell whether a quote of these items would accept the voucher, with the verdict of each rule.
   *
   * Goods that can't be sold are the problems of a quote. Name the till and the customer of a sale at the counter, as
   * that does. `rule` is known: a seller of the items has such a voucher; active: it was not withdrawn; started,
   * not_ended: its time; minimum: what the goods must cost; uses_left: all its uses; uses_of_buyer: those of one buyer,
   * an account or a customer.
   *
   * No authentication required.
   */
  check(body: t.VoucherCheck, options?: CallOptions): Call<t.Checked> {
    return this.calls.send("POST", "/api/vouchers/check", { body, options });
  }
  /**
   * Create a voucher for the goods of the caller.
   *
   * It is taken off what is left of their prices after other discounts, before service charge and taxes.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  create(body: t.NewVoucher, options?: CallOptions): Call<t.Voucher> {
    return this.calls.send("POST", "/api/vouchers", { body, options });
  }
  /**
   * List the caller's vouchers, as a seller, newest first.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  list(query?: t.VouchersListQuery, options?: CallOptions): Call<t.VoucherPage> {
    return this.calls.send("GET", "/api/vouchers", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.VouchersListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.VoucherPage["vouchers"][number]> {
    return walk<t.VoucherPage["vouchers"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "vouchers");
  }
  /**
   * Set the given fields of an own voucher. `active: false` withdraws it; past orders keep what it took off.
   *
   * Needs one of the roles: seller, admin. API keys are not accepted.
   */
  update(voucherId: number, body: t.VoucherUpdate = {}, options?: CallOptions): Call<t.Voucher> {
    return this.calls.send("PUT", `/api/vouchers/${segment(voucherId)}`, { body, options });
  }
}

export class WebhooksCalls extends Resource {
  /**
   * Add a webhook, which gets the caller's events from now on, each in order.
   *
   * An attempt is a success if the answer is 2xx within 10 seconds. Others are repeated over three days, with the same
   * `webhook-id`; then the webhook is paused, and an e-mail tells you. Up to 10 webhooks.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  create(body: t.NewWebhook, options?: CallOptions): Call<t.WebhookWithSecret> {
    return this.calls.send("POST", "/api/webhooks", { body, options });
  }
  /**
   * Delete a webhook. Nothing is sent to it any more.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  delete(webhookId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/webhooks/${segment(webhookId)}`, { options });
  }
  /**
   * List the caller's webhooks, newest first.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read.
   */
  list(query?: t.WebhooksListQuery, options?: CallOptions): Call<t.WebhookPage> {
    return this.calls.send("GET", "/api/webhooks", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.WebhooksListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.WebhookPage["webhooks"][number]> {
    return walk<t.WebhookPage["webhooks"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "webhooks");
  }
  /**
   * List the attempts of 30 days, newest first.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read.
   */
  listDeliveries(webhookId: number, query?: t.WebhooksListDeliveriesQuery, options?: CallOptions): Call<t.DeliveryPage> {
    return this.calls.send("GET", `/api/webhooks/${segment(webhookId)}/deliveries`, { query, options });
  }
  /** Each row of `listDeliveries`, page after page. */
  walkDeliveries(webhookId: number, query?: Omit<t.WebhooksListDeliveriesQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.DeliveryPage["deliveries"][number]> {
    return walk<t.DeliveryPage["deliveries"][number]>((cursor) => this.listDeliveries(webhookId, { per_page: 100, ...query, cursor }, options), "deliveries");
  }
  /**
   * Send an event once more within seconds, with its own `webhook-id`; the deliveries tell how it ended.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  replay(webhookId: number, eventId: string, options?: CallOptions): Call<t.Delivery> {
    return this.calls.send("POST", `/api/webhooks/${segment(webhookId)}/deliveries/${segment(eventId)}/replay`, { options });
  }
  /**
   * Replace the secret. For 24 hours the one before signs as well, and each attempt has both signatures.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  rotate(webhookId: number, options?: CallOptions): Call<t.WebhookWithSecret> {
    return this.calls.send("POST", `/api/webhooks/${segment(webhookId)}/rotate`, { options });
  }
  /**
   * Show one of the caller's webhooks.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:read.
   */
  show(webhookId: number, options?: CallOptions): Call<t.Webhook> {
    return this.calls.send("GET", `/api/webhooks/${segment(webhookId)}`, { options });
  }
  /**
   * Send a `webhook.test` within seconds; the deliveries tell how it ended.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  test(webhookId: number, options?: CallOptions): Call<t.Delivery> {
    return this.calls.send("POST", `/api/webhooks/${segment(webhookId)}/test`, { options });
  }
  /**
   * Set the given fields. `active` true ends a pause, and has the next attempt be made at once.
   *
   * Needs one of the roles: seller, developer, admin. An API key needs the scope webhooks:write.
   */
  update(webhookId: number, body: t.WebhookUpdate = {}, options?: CallOptions): Call<t.Webhook> {
    return this.calls.send("PATCH", `/api/webhooks/${segment(webhookId)}`, { body, options });
  }
}

export class Resources {
  readonly accounts: AccountsCalls;
  readonly activities: ActivitiesCalls;
  readonly analyses: AnalysesCalls;
  readonly analytics: AnalyticsCalls;
  readonly apiKeys: ApiKeysCalls;
  readonly attempts: AttemptsCalls;
  readonly audit: AuditCalls;
  readonly auth: AuthCalls;
  readonly avatars: AvatarsCalls;
  readonly backups: BackupsCalls;
  readonly brands: BrandsCalls;
  readonly categories: CategoriesCalls;
  readonly certificates: CertificatesCalls;
  readonly changes: ChangesCalls;
  readonly courseDrafts: CourseDraftsCalls;
  readonly courseFiles: CourseFilesCalls;
  readonly courseStatements: CourseStatementsCalls;
  readonly courses: CoursesCalls;
  readonly customers: CustomersCalls;
  readonly emails: EmailsCalls;
  readonly enrolments: EnrolmentsCalls;
  readonly events: EventsCalls;
  readonly health: HealthCalls;
  readonly images: ImagesCalls;
  readonly imports: ImportsCalls;
  readonly jobs: JobsCalls;
  readonly learnerAttempts: LearnerAttemptsCalls;
  readonly outlets: OutletsCalls;
  readonly paymentAccounts: PaymentAccountsCalls;
  readonly paymentRequests: PaymentRequestsCalls;
  readonly platform: PlatformCalls;
  readonly products: ProductsCalls;
  readonly progress: ProgressCalls;
  readonly reports: ReportsCalls;
  readonly roleRequests: RoleRequestsCalls;
  readonly sales: SalesCalls;
  readonly shifts: ShiftsCalls;
  readonly shop: ShopCalls;
  readonly staff: StaffCalls;
  readonly stock: StockCalls;
  readonly sync: SyncCalls;
  readonly taxProfile: TaxProfileCalls;
  readonly tills: TillsCalls;
  readonly transactions: TransactionsCalls;
  readonly twoFactor: TwoFactorCalls;
  readonly users: UsersCalls;
  readonly vouchers: VouchersCalls;
  readonly webhooks: WebhooksCalls;
  constructor(calls: Calls) {
    this.accounts = new AccountsCalls(calls);
    this.activities = new ActivitiesCalls(calls);
    this.analyses = new AnalysesCalls(calls);
    this.analytics = new AnalyticsCalls(calls);
    this.apiKeys = new ApiKeysCalls(calls);
    this.attempts = new AttemptsCalls(calls);
    this.audit = new AuditCalls(calls);
    this.auth = new AuthCalls(calls);
    this.avatars = new AvatarsCalls(calls);
    this.backups = new BackupsCalls(calls);
    this.brands = new BrandsCalls(calls);
    this.categories = new CategoriesCalls(calls);
    this.certificates = new CertificatesCalls(calls);
    this.changes = new ChangesCalls(calls);
    this.courseDrafts = new CourseDraftsCalls(calls);
    this.courseFiles = new CourseFilesCalls(calls);
    this.courseStatements = new CourseStatementsCalls(calls);
    this.courses = new CoursesCalls(calls);
    this.customers = new CustomersCalls(calls);
    this.emails = new EmailsCalls(calls);
    this.enrolments = new EnrolmentsCalls(calls);
    this.events = new EventsCalls(calls);
    this.health = new HealthCalls(calls);
    this.images = new ImagesCalls(calls);
    this.imports = new ImportsCalls(calls);
    this.jobs = new JobsCalls(calls);
    this.learnerAttempts = new LearnerAttemptsCalls(calls);
    this.outlets = new OutletsCalls(calls);
    this.paymentAccounts = new PaymentAccountsCalls(calls);
    this.paymentRequests = new PaymentRequestsCalls(calls);
    this.platform = new PlatformCalls(calls);
    this.products = new ProductsCalls(calls);
    this.progress = new ProgressCalls(calls);
    this.reports = new ReportsCalls(calls);
    this.roleRequests = new RoleRequestsCalls(calls);
    this.sales = new SalesCalls(calls);
    this.shifts = new ShiftsCalls(calls);
    this.shop = new ShopCalls(calls);
    this.staff = new StaffCalls(calls);
    this.stock = new StockCalls(calls);
    this.sync = new SyncCalls(calls);
    this.taxProfile = new TaxProfileCalls(calls);
    this.tills = new TillsCalls(calls);
    this.transactions = new TransactionsCalls(calls);
    this.twoFactor = new TwoFactorCalls(calls);
    this.users = new UsersCalls(calls);
    this.vouchers = new VouchersCalls(calls);
    this.webhooks = new WebhooksCalls(calls);
  }
}
