// The calls of the API with their types. Made of docs/openapi.json by `make api`; changes here get lost.
import { type Call, type CallOptions, type Calls, type Either, segment, walk } from "./calls.js";
import type * as t from "./schema.js";

class Resource {
  constructor(protected readonly calls: Calls) {}
}

export type SigningIn = t.SignIn;
export type SigningUp = t.SignUp;
export type SignedInAnswer = t.SignedIn;

export class AccountsCalls extends Resource {
  /**
   * Replaces the caller's password. All their sessions end, and the answer is the beginning of a new one.
   *
   * Not for API keys.
   */
  changePassword(body: t.PasswordChange, options?: CallOptions): Call<t.SignedIn> {
    return this.calls.send("POST", "/api/auth/password/change", { body, options });
  }
  /**
   * Sends a letter with a link that resets the password. The answer is the same whether there is such an account.
   *
   * Anybody may call this.
   */
  forgetPassword(body: t.Forgotten, options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/password/forgot", { body, options });
  }
  /**
   * Sets a new password by a letter's link, once. All sessions of the person end: sign in with the new one.
   *
   * Where the address was never verified before, somebody else may have made the account: its API keys are revoked and
   * its second factor is removed. Elsewhere the second factor stays, and so do the keys without `revoke_api_keys`.
   *
   * Anybody may call this.
   */
  resetPassword(body: t.Reset, options?: CallOptions): Call<t.ResetDone> {
    return this.calls.send("POST", "/api/auth/password/reset", { body, options });
  }
  /**
   * Sends the letter that verifies the caller's address once more; the link before it is dead.
   *
   * Not for API keys.
   */
  sendVerification(options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/verify/send", { options });
  }
  /**
   * Verifies the address that a letter's link was sent to. Opened again, it answers the same and does nothing.
   *
   * Anybody may call this.
   */
  verify(body: t.Verification, options?: CallOptions): Call<t.Verified> {
    return this.calls.send("POST", "/api/auth/verify", { body, options });
  }
}

export class ActivitiesCalls extends Resource {
  /**
   * The caller's own log as a file, newest first; the export is its newest line.
   *
   * In the CSV the time is that of Jakarta, and an apostrophe stands before what a spreadsheet would run as a formula.
   *
   * An API key needs the scope users:read.
   */
  export(query?: t.ActivitiesExportQuery & { format?: "csv" }, options?: CallOptions): Call<string>;
  export(query: t.ActivitiesExportQuery & { format: "json" }, options?: CallOptions): Call<t.ActivitiesExportAnswer>;
  export(query?: t.ActivitiesExportQuery, options?: CallOptions): Call<string | t.ActivitiesExportAnswer> {
    return this.calls.send("GET", "/api/users/export-activities", { query, options });
  }
  /**
   * The caller's own log, newest first, of one type or some days.
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
   * Analyses a file: statistics, trend, growth, quality and forecast of each series in it, and of their total.
   *
   * Columns are found by their names and contents; where that leaves a question, the answer is a 422 with the code
   * `analysis_question`, the `parameter` that answers it and the `candidates`; where it leaves several, all stand in
   * `questions`. Where time or memory runs out the series
   * that are finished are the answer, and `degraded` says what is missing. Of the file nothing is kept but its name and
   * size, in the log of activities; the answer stays in memory for a while, for whoever sends the same again.
   *
   * An API key needs the scope analytics:read.
   */
  analyze(body: t.AnalyzeForm, query?: t.AnalysesAnalyzeQuery & { export_format?: "json" }, options?: CallOptions): Call<t.Analysis>;
  analyze(body: t.AnalyzeForm, query: t.AnalysesAnalyzeQuery & { export_format: "csv" }, options?: CallOptions): Call<string>;
  analyze(body: t.AnalyzeForm, query?: t.AnalysesAnalyzeQuery, options?: CallOptions): Call<t.Analysis | string> {
    return this.calls.send("POST", "/api/analytics/analyze", { form: body, query, options });
  }
}

export class AnalyticsCalls extends Resource {
  /**
   * What became of those who enrolled in each month: completions in time, and who came back in which week.
   *
   * An API key needs the scope analytics:read.
   */
  cohorts(query: t.AnalyticsCohortsQuery & { format?: "json" }, options?: CallOptions): Call<t.CohortsOfCourse>;
  cohorts(query: t.AnalyticsCohortsQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  cohorts(query: t.AnalyticsCohortsQuery, options?: CallOptions): Call<t.CohortsOfCourse | string> {
    return this.calls.send("GET", "/api/analytics/cohorts", { query, options });
  }
  /**
   * Which share of those who enrolled has completed the course, and in how many days. Who left counts as enrolled.
   *
   * The CSV has a row for each course, or for each month of each.
   *
   * An API key needs the scope analytics:read.
   */
  completionRates(query?: t.AnalyticsCompletionRatesQuery & { format?: "json" }, options?: CallOptions): Call<t.RatesOfCourses>;
  completionRates(query: t.AnalyticsCompletionRatesQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  completionRates(query?: t.AnalyticsCompletionRatesQuery, options?: CallOptions): Call<t.RatesOfCourses | string> {
    return this.calls.send("GET", "/api/analytics/completion-rates", { query, options });
  }
  /** Each row of `completionRates`, page after page. */
  walkCompletionRates(query?: Omit<t.AnalyticsCompletionRatesQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.RatesOfCourses["courses"][number]> {
    return walk<t.RatesOfCourses["courses"][number]>((cursor) => this.completionRates({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * How active the learners of each course are; of a single course also the last 30 days and each content.
   *
   * In the CSV the column `row` tells courses, days and contents apart.
   *
   * An API key needs the scope analytics:read.
   */
  courseEngagement(query?: t.AnalyticsCourseEngagementQuery & { format?: "json" }, options?: CallOptions): Call<t.EngagementOfCourses>;
  courseEngagement(query: t.AnalyticsCourseEngagementQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  courseEngagement(query?: t.AnalyticsCourseEngagementQuery, options?: CallOptions): Call<t.EngagementOfCourses | string> {
    return this.calls.send("GET", "/api/analytics/course-engagement", { query, options });
  }
  /** Each row of `courseEngagement`, page after page. */
  walkCourseEngagement(query?: Omit<t.AnalyticsCourseEngagementQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.EngagementOfCourses["courses"][number]> {
    return walk<t.EngagementOfCourses["courses"][number]>((cursor) => this.courseEngagement({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * How far the learners of each course are: by state, by percentage, mean and median.
   *
   * An API key needs the scope analytics:read.
   */
  courseProgress(query?: t.AnalyticsCourseProgressQuery & { format?: "json" }, options?: CallOptions): Call<t.ProgressOfCourses>;
  courseProgress(query: t.AnalyticsCourseProgressQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  courseProgress(query?: t.AnalyticsCourseProgressQuery, options?: CallOptions): Call<t.ProgressOfCourses | string> {
    return this.calls.send("GET", "/api/analytics/course-progress", { query, options });
  }
  /** Each row of `courseProgress`, page after page. */
  walkCourseProgress(query?: Omit<t.AnalyticsCourseProgressQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.ProgressOfCourses["courses"][number]> {
    return walk<t.ProgressOfCourses["courses"][number]>((cursor) => this.courseProgress({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * Learners with how far they are, by course: an admin's all, an owner's those of own courses, else one's own.
   *
   * Nobody sees the people of others. In the CSV, which holds all of them, times are those of Jakarta.
   *
   * An API key needs the scope analytics:read.
   */
  userProgress(query?: t.AnalyticsUserProgressQuery & { format?: "json" }, options?: CallOptions): Call<t.ProgressOfPeople>;
  userProgress(query: t.AnalyticsUserProgressQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  userProgress(query?: t.AnalyticsUserProgressQuery, options?: CallOptions): Call<t.ProgressOfPeople | string> {
    return this.calls.send("GET", "/api/analytics/user-progress", { query, options });
  }
  /** Each row of `userProgress`, page after page. */
  walkUserProgress(query?: Omit<t.AnalyticsUserProgressQuery, "cursor" | "format">, options?: CallOptions): AsyncGenerator<t.ProgressOfPeople["learners"][number]> {
    return walk<t.ProgressOfPeople["learners"][number]>((cursor) => this.userProgress({ per_page: 100, ...query, cursor }, options), "learners");
  }
}

export class AttemptsCalls extends Resource {
  /**
   * The caller's attempts at the quiz, and what it allows: how long one lasts, and how many are left.
   *
   * An API key needs the scope courses:read.
   */
  list(courseId: number, contentId: number, options?: CallOptions): Call<t.Attempts> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * Keeps answers without submitting, so that no lost connection loses them.
   *
   * An API key needs the scope courses:write.
   */
  saveAnswers(courseId: number, contentId: number, attemptId: number, body: t.Answers = {}, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { body, options });
  }
  /**
   * One attempt of the caller.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, contentId: number, attemptId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
  }
  /**
   * Begins an attempt, or goes on with the one that is under way: its questions, without what is right.
   *
   * An API key needs the scope courses:write.
   */
  start(courseId: number, contentId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * Ends the attempt with what was saved and these answers. Submitting again answers the same.
   *
   * An API key needs the scope courses:write.
   */
  submit(courseId: number, contentId: number, attemptId: number, body: t.Answers = {}, options?: CallOptions): Call<t.Submitted> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}/submit`, { body, options });
  }
}

export class AuditCalls extends Resource {
  /**
   * The same list as a file; that it was taken stands in the admin's own log.
   *
   * In the CSV the time is that of Jakarta, the changes are JSON, and an apostrophe stands before what a spreadsheet
   * would run as a formula.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  exportEntries(query?: t.AuditExportEntriesQuery & { format?: "csv" }, options?: CallOptions): Call<string>;
  exportEntries(query: t.AuditExportEntriesQuery & { format: "json" }, options?: CallOptions): Call<t.AuditExportEntriesAnswer>;
  exportEntries(query?: t.AuditExportEntriesQuery, options?: CallOptions): Call<string | t.AuditExportEntriesAnswer> {
    return this.calls.send("GET", "/api/audit/export", { query, options });
  }
  /**
   * Who changed what, newest first; a call that was refused is a DENIED.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  listEntries(query?: t.AuditListEntriesQuery, options?: CallOptions): Call<t.AuditPage> {
    return this.calls.send("GET", "/api/audit", { query, options });
  }
  /** Each row of `listEntries`, page after page. */
  walkEntries(query?: Omit<t.AuditListEntriesQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.AuditPage["entries"][number]> {
    return walk<t.AuditPage["entries"][number]>((cursor) => this.listEntries({ per_page: 100, ...query, cursor }, options), "entries");
  }
  /**
   * One entry.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  showEntry(entryId: number, options?: CallOptions): Call<t.Entry> {
    return this.calls.send("GET", `/api/audit/${segment(entryId)}`, { options });
  }
  /**
   * The end of the chain; whoever keeps it elsewhere can tell later whether the log was cut off behind it.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  showHead(options?: CallOptions): Call<t.Head> {
    return this.calls.send("GET", "/api/audit/head", { options });
  }
}

export class AuthCalls extends Resource {
  /**
   * Ends one of the person's sessions; its tokens are refused from the next call on.
   *
   * Not for API keys.
   */
  endSession(sessionId: string, body: t.Proof = {}, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/auth/sessions/${segment(sessionId)}`, { body, options });
  }
  /**
   * Ends all sessions of the person but this one, or with `current` this one, too.
   *
   * Not for API keys.
   */
  endSessions(body: t.EndOfSessions = {}, options?: CallOptions): Call<t.Ended> {
    return this.calls.send("DELETE", "/api/auth/sessions", { body, options });
  }
  /**
   * The person's live sessions, the last used first.
   *
   * Not for API keys.
   */
  listSessions(options?: CallOptions): Call<t.Sessions> {
    return this.calls.send("GET", "/api/auth/sessions", { options });
  }
  /**
   * Signs in by e-mail address or username, in either field. A wrong account and a wrong password are answered alike.
   *
   * Who has a second factor is asked for it by a 401 `totp_code_required` after the right password, and sends the
   * same again with `code` (or `recovery_code`).
   *
   * Anybody may call this.
   */
  login(body: t.SignIn, options?: CallOptions): Call<t.SignedIn> {
    return this.calls.send("POST", "/api/auth/login", { body, options });
  }
  /**
   * Ends the session of this token.
   *
   * Not for API keys.
   */
  logout(options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/auth/logout", { options });
  }
  /**
   * A new pair of tokens for a refresh token in the body or in the Authorization header.
   *
   * For 30 seconds the old refresh token returns the same successor once more, so that tabs may refresh together and a
   * lost answer may be asked for again. After that, or once the successor was used, it ends the whole session.
   *
   * Anybody may call this.
   */
  refresh(body: t.Refresh = {}, options?: CallOptions): Call<t.SignedIn> {
    return this.calls.send("POST", "/api/auth/refresh", { body, options });
  }
  /**
   * Makes an account with the role buyer and signs it in.
   *
   * An e-mail address gets a letter with a link that verifies it. The letter comes some minutes later where others have
   * just signed up from the same network, and not at all where these had the letters of the day: ask for it with
   * `POST /api/auth/verify/send`.
   *
   * Anybody may call this.
   */
  register(body: t.SignUp, options?: CallOptions): Call<t.SignedIn> {
    return this.calls.send("POST", "/api/auth/register", { body, options });
  }
}

export class AvatarsCalls extends Resource {
  /**
   * Takes the caller's face away; it is no fault to have none.
   *
   * Not for API keys.
   */
  remove(options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", "/api/users/avatar", { options });
  }
  /**
   * Gives the caller a face, in place of an earlier one.
   *
   * Not for API keys.
   */
  upload(body: t.AvatarForm, options?: CallOptions): Call<t.Avatar> {
    return this.calls.send("POST", "/api/users/upload-avatar", { form: body, options });
  }
}

export class BrandsCalls extends Resource {
  /**
   * Renames a brand, gives it an owner or frees it.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  change(brandId: number, body: t.BrandChange = {}, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("PUT", `/api/products/brands/${segment(brandId)}`, { body, options });
  }
  /**
   * Adds a brand, everybody's to sell or one seller's own.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  create(body: t.BrandIn, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("POST", "/api/products/brands", { body, options });
  }
  /**
   * Brands in the order of their names, by cursor.
   *
   * Anybody may call this.
   */
  list(query?: t.BrandsListQuery, options?: CallOptions): Call<t.Brands> {
    return this.calls.send("GET", "/api/products/brands", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.BrandsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Brands["brands"][number]> {
    return walk<t.Brands["brands"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "brands");
  }
  /**
   * Deletes a brand that no product carries.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  remove(brandId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/brands/${segment(brandId)}`, { options });
  }
  /**
   * One brand.
   *
   * Anybody may call this.
   */
  show(brandId: number, options?: CallOptions): Call<t.Brand> {
    return this.calls.send("GET", `/api/products/brands/${segment(brandId)}`, { options });
  }
}

export class CategoriesCalls extends Resource {
  /**
   * Renames or moves a category, with all below it; a `parent_id` of null moves it to the top.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  change(categoryId: number, body: t.CategoryChange = {}, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("PUT", `/api/products/categories/${segment(categoryId)}`, { body, options });
  }
  /**
   * Adds a category at the top or below another.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  create(body: t.CategoryIn, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("POST", "/api/products/categories", { body, options });
  }
  /**
   * The whole tree, each level in the order of names.
   *
   * Anybody may call this.
   */
  list(options?: CallOptions): Call<t.Categories> {
    return this.calls.send("GET", "/api/products/categories", { options });
  }
  /**
   * Deletes a category that is empty.
   *
   * Needs one of the roles: admin. An API key needs the scope products:write.
   */
  remove(categoryId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/categories/${segment(categoryId)}`, { options });
  }
  /**
   * One category with all below it.
   *
   * Anybody may call this.
   */
  show(categoryId: number, options?: CallOptions): Call<t.CategoryWithPath> {
    return this.calls.send("GET", `/api/products/categories/${segment(categoryId)}`, { options });
  }
}

export class CertificatesCalls extends Resource {
  /**
   * The caller's own certificates, newest first, by cursor.
   *
   * An API key needs the scope courses:read.
   */
  list(query?: t.CertificatesListQuery, options?: CallOptions): Call<t.Certificates> {
    return this.calls.send("GET", "/api/certificates", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.CertificatesListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Certificates["certificates"][number]> {
    return walk<t.Certificates["certificates"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "certificates");
  }
  /**
   * The public keys of all credentials that were ever signed here, a JWK set.
   *
   * Anybody may call this.
   */
  listKeys(options?: CallOptions): Call<t.Keys> {
    return this.calls.send("GET", "/api/certificates/keys", { options });
  }
  /**
   * The credentials that were revoked: what the `credentialStatus` of a credential leads to.
   *
   * Anybody may call this.
   */
  listRevoked(options?: CallOptions): Call<t.RevocationList> {
    return this.calls.send("GET", "/api/certificates/revoked", { options });
  }
  /**
   * Issues a certificate again with a corrected name; for its course's owner and admins.
   *
   * The new one has a code of its own and the day of the completion. The old code is revoked; its holder gets a letter.
   * Its `printed_name` tells where the PDF can't print a letter of the name.
   *
   * An API key needs the scope courses:write.
   */
  reissue(code: string, body: t.Reissue, options?: CallOptions): Call<t.Certificate> {
    return this.calls.send("POST", `/api/certificates/${segment(code)}/reissue`, { body, options });
  }
  /**
   * Revokes a certificate for good; for its course's owner and admins. Its holder gets a letter with the reason.
   *
   * An API key needs the scope courses:write.
   */
  revoke(code: string, body: t.Revocation, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/certificates/${segment(code)}`, { body, options });
  }
  /**
   * Whether a certificate is genuine and still valid.
   *
   * Its code, 26 letters and digits, may be in lower case and in groups with hyphens or spaces between them.
   *
   * Anybody may call this.
   */
  show(code: string, options?: CallOptions): Call<t.Certificate> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}`, { options });
  }
  /**
   * The same as an Open Badge 3.0 that wallets keep and anybody can check without asking here, signed with RS256.
   *
   * It names the learner as the certificate does, and their e-mail address as a salted hash.
   *
   * Anybody may call this.
   */
  showCredential(code: string, options?: CallOptions): Call<string> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}/credential`, { options });
  }
  /**
   * Who issues the credentials.
   *
   * Anybody may call this.
   */
  showIssuer(options?: CallOptions): Call<t.Issuer> {
    return this.calls.send("GET", "/api/certificates/issuer", { options });
  }
  /**
   * One public key: what the `kid` of a credential leads to.
   *
   * Anybody may call this.
   */
  showKey(keyId: string, options?: CallOptions): Call<t.Key> {
    return this.calls.send("GET", `/api/certificates/keys/${segment(keyId)}`, { options });
  }
  /**
   * The certificate to print, for its holder, its course's owner and admins.
   *
   * An API key needs the scope courses:read.
   */
  showPdf(code: string, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/certificates/${segment(code)}/pdf`, { options });
  }
}

export class ChangesCalls extends Resource {
  /**
   * What has changed since the last call, in the order in which it was committed.
   *
   * Each category, brand and product comes once, as it is now; what changes while you page comes again. Apply
   * each change to your copy, keep `next_since` with it, and go on while `has_more` is true. Nothing is ever
   * missed, however many write at the same time.
   *
   * Anybody may call this.
   */
  list(query?: t.ChangesListQuery, options?: CallOptions): Call<t.Changes> {
    return this.calls.send("GET", "/api/changes", { query, options });
  }
}

export class CourseDraftsCalls extends Resource {
  /**
   * Adds a content to a section, at its position or as the last.
   *
   * An API key needs the scope courses:write.
   */
  addContent(courseId: number, body: t.ContentIn, options?: CallOptions): Call<t.WholeContent> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/contents`, { body, options });
  }
  /**
   * Adds a section, at its position or as the last.
   *
   * An API key needs the scope courses:write.
   */
  addSection(courseId: number, body: t.SectionIn, options?: CallOptions): Call<t.WrittenSection> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/sections`, { body, options });
  }
  /**
   * Puts all sections, and all contents into them, in order at once.
   *
   * An API key needs the scope courses:write.
   */
  arrange(courseId: number, body: t.OutlineOrder, options?: CallOptions): Call<t.Message> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/outline`, { body, options });
  }
  /**
   * Changes the given fields of a content; a `section_id` moves it there, or back into the draft.
   *
   * An API key needs the scope courses:write.
   */
  changeContent(courseId: number, contentId: number, body: t.ContentChange = {}, options?: CallOptions): Call<t.WholeContent> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { body, options });
  }
  /**
   * Renames a section, or moves it.
   *
   * An API key needs the scope courses:write.
   */
  changeSection(courseId: number, sectionId: number, body: t.SectionChange = {}, options?: CallOptions): Call<t.WrittenSection> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { body, options });
  }
  /**
   * Makes the draft the version that learners work on, which never changes; without a change, the last one stays.
   *
   * A course that could never be completed is refused with every reason (`course_unsatisfiable`, `reasons`). One that
   * takes nobody all the same, because it is unlisted or its product is not sold, is told with `closed_because`.
   *
   * An API key needs the scope courses:write.
   */
  publish(courseId: number, query?: t.CourseDraftsPublishQuery, options?: CallOptions): Call<t.Published> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/publish`, { query, options });
  }
  /**
   * Takes a content out of the draft; what was learned in it stays.
   *
   * An API key needs the scope courses:write.
   */
  removeContent(courseId: number, contentId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
  }
  /**
   * Deletes a section and takes its contents out of the draft.
   *
   * An API key needs the scope courses:write.
   */
  removeSection(courseId: number, sectionId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/sections/${segment(sectionId)}`, { options });
  }
  /**
   * An own course (an admin: any) as it will be published; its ETag is what If-Match of a write names.
   *
   * An API key needs the scope courses:read.
   */
  show(courseId: number, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft`, { options });
  }
  /**
   * One content of the draft with all that its author wrote.
   *
   * An API key needs the scope courses:read.
   */
  showContent(courseId: number, contentId: number, options?: CallOptions): Call<t.WholeContent> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}`, { options });
  }
}

export class CourseFilesCalls extends Resource {
  /**
   * The file of a published content, for who is in the course; its owner and admins have it always.
   *
   * An API key needs the scope courses:read.
   */
  download(courseId: number, contentId: number, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { options });
  }
  /**
   * The file of a content as the draft has it.
   *
   * An API key needs the scope courses:read.
   */
  downloadDraft(courseId: number, contentId: number, options?: CallOptions): Call<Blob> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/draft/contents/${segment(contentId)}/file`, { options });
  }
  /**
   * Gives a content of the kind `file` its file, in place of an earlier one.
   *
   * An API key needs the scope courses:write.
   */
  send(courseId: number, contentId: number, body: t.FileForm, options?: CallOptions): Call<t.WholeContent> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}/file`, { form: body, options });
  }
}

export class CourseStatementsCalls extends Resource {
  /**
   * What learners did in the course as xAPI 1.0.3 statements, for its owner and admins; one's own for everybody.
   *
   * People are told by their ids, never by their addresses. A statement keeps its id, so that a learning record store
   * takes it once.
   *
   * An API key needs the scope analytics:read.
   */
  get(courseId: number, query?: t.CourseStatementsGetQuery, options?: CallOptions): Call<t.CourseStatementsGetAnswer> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/statements`, { query, options });
  }
}

export class CoursesCalls extends Resource {
  /**
   * Changes the given fields of an own course's draft (an admin: of any); learners see them once published.
   *
   * `product_id`, `listed` and `owner_id` hold at once. A published course that somebody has paid for keeps a product
   * (409 `course_paid`); where another takes its place, the buyers of the old one are put into the course. A product
   * that sells no course any more becomes inactive. `If-Match` names the ETag of the draft.
   *
   * An API key needs the scope courses:write.
   */
  change(courseId: number, body: t.CourseChange = {}, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}`, { body, options });
  }
  /**
   * Adds a course, as a draft that nobody but its owner and admins see.
   *
   * Needs one of the roles: admin. An API key needs the scope courses:write.
   */
  create(body: t.CourseIn, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("POST", "/api/courses", { body, options });
  }
  /**
   * Courses, newest first, by page number or by cursor.
   *
   * Anybody may call this.
   */
  list(query?: t.CoursesListQuery, options?: CallOptions): Call<t.Courses> {
    return this.calls.send("GET", "/api/courses", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.CoursesListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.Courses["courses"][number]> {
    return walk<t.Courses["courses"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "courses");
  }
  /**
   * What was published of an own course (an admin: of any), newest first.
   *
   * An API key needs the scope courses:read.
   */
  listVersions(courseId: number, query?: t.CoursesListVersionsQuery, options?: CallOptions): Call<t.Versions> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions`, { query, options });
  }
  /** Each row of `listVersions`, page after page. */
  walkVersions(courseId: number, query?: Omit<t.CoursesListVersionsQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Versions["versions"][number]> {
    return walk<t.Versions["versions"][number]>((cursor) => this.listVersions(courseId, { per_page: 100, ...query, cursor }, options), "versions");
  }
  /**
   * A content of the published version, for who is in the course; its owner and admins read it always.
   *
   * A quiz's questions come with an attempt.
   *
   * An API key needs the scope courses:read.
   */
  readContent(courseId: number, contentId: number, options?: CallOptions): Call<t.ReadContent> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/contents/${segment(contentId)}`, { options });
  }
  /**
   * Hides an own course (an admin: any) from all but those who were in it.
   *
   * Once somebody has paid for it that is a 409 `course_paid`; `listed: false` closes it to others. An admin may restore
   * it.
   *
   * An API key needs the scope courses:write.
   */
  remove(courseId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}`, { options });
  }
  /**
   * Takes the deletion of a course back.
   *
   * Needs one of the roles: admin. An API key needs the scope courses:write.
   */
  restore(courseId: number, options?: CallOptions): Call<t.CourseDraft> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/restore`, { options });
  }
  /**
   * The outline of the published version. One that takes no learners is there for who is in it and who writes it.
   *
   * Anybody may call this.
   */
  show(courseId: number, options?: CallOptions): Call<t.Outline> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}`, { options });
  }
  /**
   * One version of an own course (an admin: of any), which learners of its time worked on.
   *
   * An API key needs the scope courses:read.
   */
  showVersion(courseId: number, number: number, options?: CallOptions): Call<t.WholeVersion> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/versions/${segment(number)}`, { options });
  }
}

export class DeveloperCalls extends Resource {
  /**
   * Renames a key or changes its quota; what it may do stays as it was made.
   *
   * Not for API keys.
   */
  changeKey(apiKeyId: number, body: t.ApiKeyChange = {}, options?: CallOptions): Call<t.ApiKey> {
    return this.calls.send("PATCH", `/api/developer/keys/${segment(apiKeyId)}`, { body, options });
  }
  /**
   * The caller's keys, newest first, also those that are over.
   *
   * Not for API keys.
   */
  listKeys(query?: t.DeveloperListKeysQuery, options?: CallOptions): Call<t.ApiKeyPage> {
    return this.calls.send("GET", "/api/developer/keys", { query, options });
  }
  /** Each row of `listKeys`, page after page. */
  walkKeys(query?: Omit<t.DeveloperListKeysQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.ApiKeyPage["api_keys"][number]> {
    return walk<t.ApiKeyPage["api_keys"][number]>((cursor) => this.listKeys({ per_page: 100, ...query, cursor }, options), "api_keys");
  }
  /**
   * Makes a key and shows it this once. A letter tells its beginning and its end.
   *
   * Who is no developer asks for the role by this, and it is granted at once. Where the shop has set
   * `DEVELOPER_ROLE=review`, 202 answers with the request that an admin decides.
   *
   * Not for API keys.
   */
  makeKey(body: t.ApiKeyIn = {}, options?: CallOptions): Call<Either<t.NewApiKey, t.RoleRequest>> {
    return this.calls.send("POST", "/api/developer/key", { body, options });
  }
  /**
   * Whoever finds a key where it does not belong sends it here: it is revoked, and its owner gets a letter.
   *
   * The answer is always the same. Keys of this shop look like `fn_` and 61 letters and digits.
   *
   * Anybody may call this.
   */
  reportKey(body: t.LeakReport, options?: CallOptions): Call<t.Message> {
    return this.calls.send("POST", "/api/developer/key/report", { body, options });
  }
  /**
   * Revokes an own key (an admin: anybody's) for good; the next call with it is refused.
   *
   * Not for API keys.
   */
  revokeKey(apiKeyId: number, options?: CallOptions): Call<t.ApiKey> {
    return this.calls.send("DELETE", `/api/developer/keys/${segment(apiKeyId)}`, { options });
  }
  /**
   * Makes a key that takes the place of an own active one, and shows it this once; for a while both are good.
   *
   * Not for API keys.
   */
  rotateKey(apiKeyId: number, body: t.Rotation = {}, options?: CallOptions): Call<t.NewApiKey> {
    return this.calls.send("POST", `/api/developer/keys/${segment(apiKeyId)}/rotate`, { body, options });
  }
  /**
   * One own key (an admin: anybody's).
   *
   * Not for API keys.
   */
  showKey(apiKeyId: number, options?: CallOptions): Call<t.ApiKey> {
    return this.calls.send("GET", `/api/developer/keys/${segment(apiKeyId)}`, { options });
  }
  /**
   * What the key that this is called with may do.
   *
   * Any API key will do.
   */
  showOwnKey(options?: CallOptions): Call<t.OwnApiKey> {
    return this.calls.send("GET", "/api/developer/key/self", { options });
  }
}

export class HealthCalls extends Resource {
  /**
   * The database answers and holds the tables; otherwise 503.
   *
   * Anybody may call this.
   */
  get(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health", { options });
  }
  /**
   * The process answers; the database is not asked.
   *
   * Anybody may call this.
   */
  live(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health/live", { options });
  }
  /**
   * The database answers and holds the tables; otherwise 503.
   *
   * Anybody may call this.
   */
  ready(options?: CallOptions): Call<t.Health> {
    return this.calls.send("GET", "/health/ready", { options });
  }
}

export class ImagesCalls extends Resource {
  /**
   * Adds pictures to an own product (an admin: to any), all of them or none; answers with all of its images.
   *
   * The same file sent again stays one image.
   *
   * An API key needs the scope products:write.
   */
  add(productId: number, body: t.ImagesForm, options?: CallOptions): Call<t.Images> {
    return this.calls.send("POST", `/api/products/${segment(productId)}/images`, { form: body, options });
  }
  /**
   * Puts the images of an own product (an admin: of any) in order; lists show the first.
   *
   * An API key needs the scope products:write.
   */
  arrange(productId: number, body: t.Order, options?: CallOptions): Call<t.Images> {
    return this.calls.send("PUT", `/api/products/${segment(productId)}/images/order`, { body, options });
  }
  /**
   * Takes an image from an own product (an admin: from any); answers with those that are left.
   *
   * An API key needs the scope products:write.
   */
  remove(productId: number, imageId: number, options?: CallOptions): Call<t.Images> {
    return this.calls.send("DELETE", `/api/products/${segment(productId)}/images/${segment(imageId)}`, { options });
  }
}

export class ImportsCalls extends Resource {
  /**
   * The rows that were not taken as CSV, to be corrected and sent again.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  downloadFailedRows(importId: number, options?: CallOptions): Call<string> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/failed.csv`, { options });
  }
  /**
   * How far an import is, as server-sent events about twice a second.
   *
   * A stream ends by itself after some twenty seconds; clients of EventSource then connect again. Where too many
   * streams are open the answer is a 503 that says when to come back.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  follow(importId: number, options?: CallOptions): Call<Response> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/events`, { options });
  }
  /**
   * The caller's imports, newest first.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  list(query?: t.ImportsListQuery, options?: CallOptions): Call<t.ImportPage> {
    return this.calls.send("GET", "/api/imports", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ImportsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.ImportPage["imports"][number]> {
    return walk<t.ImportPage["imports"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "imports");
  }
  /**
   * The rows that were not taken, in the order of the file.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  listFailedRows(importId: number, query?: t.ImportsListFailedRowsQuery, options?: CallOptions): Call<t.FailedRowPage> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}/rows`, { query, options });
  }
  /** Each row of `listFailedRows`, page after page. */
  walkFailedRows(importId: number, query?: Omit<t.ImportsListFailedRowsQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.FailedRowPage["rows"][number]> {
    return walk<t.FailedRowPage["rows"][number]>((cursor) => this.listFailedRows(importId, { per_page: 100, ...query, cursor }, options), "rows");
  }
  /**
   * How far an own import (an admin: any) is, and what became of its rows.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  show(importId: number, options?: CallOptions): Call<t.Import> {
    return this.calls.send("GET", `/api/imports/${segment(importId)}`, { options });
  }
}

export class JobsCalls extends Resource {
  /**
   * Jobs, newest first, by cursor.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  list(query?: t.JobsListQuery, options?: CallOptions): Call<t.Jobs> {
    return this.calls.send("GET", "/api/jobs", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.JobsListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Jobs["jobs"][number]> {
    return walk<t.Jobs["jobs"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "jobs");
  }
  /**
   * Gives a failed job all its attempts again; a job in any other state is not found.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  retry(jobId: number, options?: CallOptions): Call<t.Job> {
    return this.calls.send("POST", `/api/jobs/${segment(jobId)}/retry`, { options });
  }
  /**
   * One job.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  show(jobId: number, options?: CallOptions): Call<t.Job> {
    return this.calls.send("GET", `/api/jobs/${segment(jobId)}`, { options });
  }
}

export class LearnerAttemptsCalls extends Resource {
  /**
   * Gives a learner of an own course (an admin: of any) more attempts at a quiz or more time.
   *
   * The numbers are what they have beyond the quiz's limits, so that 0 takes back what was not used. More minutes
   * lengthen the attempt that is under way, too.
   *
   * An API key needs the scope courses:write.
   */
  allow(courseId: number, userId: number, contentId: number, body: t.AllowanceIn, options?: CallOptions): Call<t.LearnerAttempts> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/allowance`, { body, options });
  }
  /**
   * The attempts of a learner of an own course (an admin: of any), and what they were allowed.
   *
   * An API key needs the scope courses:read.
   */
  listOfLearner(courseId: number, userId: number, contentId: number, options?: CallOptions): Call<t.LearnerAttempts> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts`, { options });
  }
  /**
   * What a learner of an own course (an admin: of any) answered, and what is right.
   *
   * An API key needs the scope courses:read.
   */
  showOfLearner(courseId: number, userId: number, contentId: number, attemptId: number, options?: CallOptions): Call<t.Attempt> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/contents/${segment(contentId)}/attempts/${segment(attemptId)}`, { options });
  }
}

export class LearnersCalls extends Resource {
  /**
   * Puts the caller into the course: 201, and 200 for who is in it already.
   *
   * A course that is sold wants its purchase first (403 `purchase_required` with `product_id`), one with prerequisites
   * their completion (409 `prerequisites_missing` with `missing`). Who paid or was in it gets in whatever became of it
   * since, unless its owner took them out (403 `learner_removed`), and keeps what was learned.
   *
   * An API key needs the scope courses:write.
   */
  enroll(courseId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/enroll`, { options });
  }
  /**
   * Takes the caller out of the course; what was learned stays, and counts again for who comes back.
   *
   * An API key needs the scope courses:write.
   */
  leave(courseId: number, options?: CallOptions): Call<undefined> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/enroll`, { options });
  }
  /**
   * Lets somebody who was in an own course (an admin: in any) in again; answers with their progress.
   *
   * An API key needs the scope courses:write.
   */
  readmit(courseId: number, userId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("PUT", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { options });
  }
  /**
   * Takes what a device tells of one content or of several (`items`), and answers with all of the progress.
   *
   * Nothing ever goes back: writes may come late, twice, in any order and from several devices. Items are judged in the
   * order of their `recorded_at`, so that one may open the next; a content that is not open yet is a 409
   * `content_locked`, with what is `missing`, and then nothing is taken. `{"completed": true}` alone completes all that
   * is completed by saying so; quizzes are `left`. The write that satisfies the last required content completes the
   * course, and this answer carries the certificate.
   *
   * An API key needs the scope courses:write.
   */
  recordProgress(courseId: number, body: t.ProgressIn = {}, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/progress`, { body, options });
  }
  /**
   * Takes a learner out of an own course (an admin: of any); they are told why, and what they learned stays.
   *
   * They can't come back by themselves; `PUT` lets them in again.
   *
   * An API key needs the scope courses:write.
   */
  remove(courseId: number, userId: number, body: t.Revocation, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/courses/${segment(courseId)}/learners/${segment(userId)}`, { body, options });
  }
  /**
   * The caller's progress in the newest version of the course, and where to go on.
   *
   * An API key needs the scope courses:read.
   */
  showProgress(courseId: number, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("GET", `/api/courses/${segment(courseId)}/progress`, { options });
  }
  /**
   * Exempts a learner of an own course (an admin: of any) from a content for good; answers with their progress.
   *
   * An API key needs the scope courses:write.
   */
  waive(courseId: number, userId: number, body: t.WaiverIn, options?: CallOptions): Call<t.CourseProgress> {
    return this.calls.send("POST", `/api/courses/${segment(courseId)}/learners/${segment(userId)}/waive`, { body, options });
  }
}

export class LettersCalls extends Resource {
  /**
   * Letters, newest first, by cursor. What they say is not shown, because some hold a link that opens something.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  list(query?: t.LettersListQuery, options?: CallOptions): Call<t.Letters> {
    return this.calls.send("GET", "/api/letters", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.LettersListQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Letters["letters"][number]> {
    return walk<t.Letters["letters"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "letters");
  }
}

export class ProductImportsCalls extends Resource {
  /**
   * Imports products of the caller's from a file: our template, a list, or an export of another program.
   *
   * Rows are matched by SKU, else by barcode, else by exact name; only fields that the file gives are changed, and
   * the same file again changes nothing. A small file is done when the call answers (200); a larger one is a job
   * (202) to be followed at `Location`. All but the file may stand in the form or in the query. `columns` and `sample`
   * of the report show how the file was read; `price_column` and its siblings name a column that is not known.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:write.
   */
  importCsv(body: t.ImportForm, query?: t.ProductImportsImportCsvQuery, options?: CallOptions): Call<t.Import> {
    return this.calls.send("POST", "/api/products/import-csv", { form: body, query, options });
  }
  /**
   * The columns that a file of one's own may have, with two examples.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope imports:read.
   */
  importTemplate(options?: CallOptions): Call<string> {
    return this.calls.send("GET", "/api/products/import-template", { options });
  }
}

export class ProductsCalls extends Resource {
  /**
   * Changes the given fields of an own product (an admin: of any) and leaves the others.
   *
   * With `If-Match`, only if nobody (no sale either) has changed it since it was read; else 412.
   *
   * An API key needs the scope products:write.
   */
  change(productId: number, body: t.ProductChange = {}, options?: CallOptions): Call<t.Product> {
    return this.calls.send("PUT", `/api/products/${segment(productId)}`, { body, options });
  }
  /**
   * Adds a product of the caller's to the catalogue.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:write.
   */
  create(body: t.ProductIn, options?: CallOptions): Call<t.Product> {
    return this.calls.send("POST", "/api/products", { body, options });
  }
  /**
   * All products of the caller's as CSV, also inactive ones. An import reads it back and changes nothing.
   *
   * Text that a spreadsheet would run as a formula has an apostrophe before it, which an import takes away again.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope products:read.
   */
  export(options?: CallOptions): Call<string> {
    return this.calls.send("GET", "/api/products/export", { options });
  }
  /**
   * The catalogue by page number, or by cursor, which neither skips nor repeats while others insert.
   *
   * Small totals are exact; a large one may say only that there are at least so many.
   *
   * Anybody may call this.
   */
  list(query?: t.ProductsListQuery, options?: CallOptions): Call<t.ProductPage> {
    return this.calls.send("GET", "/api/products", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.ProductsListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.ProductPage["products"][number]> {
    return walk<t.ProductPage["products"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "products");
  }
  /**
   * The product with exactly this SKU or barcode: what a scanner asks. Of several, one in stock, then the oldest.
   *
   * Anybody may call this.
   */
  lookUp(query: t.ProductsLookUpQuery, options?: CallOptions): Call<t.Product> {
    return this.calls.send("GET", "/api/products/lookup", { query, options });
  }
  /**
   * Hides an own product (an admin: any); what was sold keeps its name and price.
   *
   * One that sells a course is a 409 `product_sells_course`. `active: false` closes the course, too: it tells so with
   * `closed_because`, takes no new learners, and keeps those it has.
   *
   * An API key needs the scope products:write.
   */
  remove(productId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/products/${segment(productId)}`, { options });
  }
  /**
   * One product. Its ETag answers If-None-Match with a 304, and is what If-Match of a change names.
   *
   * Anybody may call this.
   */
  show(productId: number, options?: CallOptions): Call<t.Product> {
    return this.calls.send("GET", `/api/products/${segment(productId)}`, { options });
  }
}

export class RoleRequestsCalls extends Resource {
  /**
   * Asks for a role. The role developer is granted at once, and an admin decides about the role seller.
   *
   * A shop may set either otherwise (`DEVELOPER_ROLE`, `SELLER_ROLE`: `auto` or `review`).
   *
   * Not for API keys.
   */
  ask(body: t.Asking, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("POST", "/api/users/role-requests", { body, options });
  }
  /**
   * Grants or denies a pending request; granting leaves the person's other roles as they are.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  decide(requestId: number, body: t.Decision, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("PATCH", `/api/users/role-requests/${segment(requestId)}`, { body, options });
  }
  /**
   * The caller's own requests (an admin: all), newest first.
   *
   * Not for API keys.
   */
  list(query?: t.RoleRequestsListQuery, options?: CallOptions): Call<t.RoleRequestPage> {
    return this.calls.send("GET", "/api/users/role-requests", { query, options });
  }
  /** Each row of `list`, page after page. */
  walk(query?: Omit<t.RoleRequestsListQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.RoleRequestPage["role_requests"][number]> {
    return walk<t.RoleRequestPage["role_requests"][number]>((cursor) => this.list({ per_page: 100, ...query, cursor }, options), "role_requests");
  }
  /**
   * Takes back an own request that nobody has answered yet.
   *
   * Not for API keys.
   */
  withdraw(requestId: number, options?: CallOptions): Call<t.RoleRequest> {
    return this.calls.send("DELETE", `/api/users/role-requests/${segment(requestId)}`, { options });
  }
}

export class SalesCalls extends Resource {
  /**
   * What will be asked for of each product, how long its stock lasts, and what to order; the most urgent first.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  forecast(query?: t.SalesForecastQuery, options?: CallOptions): Call<t.Forecasts> {
    return this.calls.send("GET", "/api/analytics/forecast", { query, options });
  }
  /** Each row of `forecast`, page after page. */
  walkForecast(query?: Omit<t.SalesForecastQuery, "cursor">, options?: CallOptions): AsyncGenerator<t.Forecasts["products"][number]> {
    return walk<t.Forecasts["products"][number]>((cursor) => this.forecast({ per_page: 200, ...query, cursor }, options), "products");
  }
  /**
   * What sells: totals with growth, the days, the best, rising, falling and unsold products. By default of 30 days.
   *
   * A seller's own sales; an admin's are those of all, or of one seller. In the CSV the column `row` tells the series
   * from the products, of which it has all.
   *
   * Needs one of the roles: seller, admin. An API key needs the scope analytics:read.
   */
  get(query?: t.SalesGetQuery & { format?: "json" }, options?: CallOptions): Call<t.Sales>;
  get(query: t.SalesGetQuery & { format: "csv" }, options?: CallOptions): Call<string>;
  get(query?: t.SalesGetQuery, options?: CallOptions): Call<t.Sales | string> {
    return this.calls.send("GET", "/api/analytics/sales", { query, options });
  }
}

export class SecondFactorCalls extends Resource {
  /**
   * Begins to set up an authenticator app: a new secret, which counts once `confirm` was given a code of it.
   *
   * Not for API keys.
   */
  begin(body: t.Beginning, options?: CallOptions): Call<t.Begun> {
    return this.calls.send("POST", "/api/auth/second-factor", { body, options });
  }
  /**
   * Set the roles that require two-factor authentication.
   *
   * Holders of such a role who have not enrolled can still sign in, but every call outside their own account answers
   * 403 `mfa_enrolment_required`. The admin who calls must have enrolled themselves.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  changePolicy(body: t.PolicyChange, options?: CallOptions): Call<t.Policy> {
    return this.calls.send("PUT", "/api/auth/second-factor/policy", { body, options });
  }
  /**
   * Turns the second factor on with the app's first code. The caller's other sessions end.
   *
   * Not for API keys.
   */
  confirm(body: t.Confirmation, options?: CallOptions): Call<t.RecoveryCodes> {
    return this.calls.send("POST", "/api/auth/second-factor/confirm", { body, options });
  }
  /**
   * Turns the second factor off, by password and code. A letter tells the person.
   *
   * Not for API keys.
   */
  remove(body: t.BothFactors, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", "/api/auth/second-factor", { body, options });
  }
  /**
   * A new set of recovery codes; the old ones are dead.
   *
   * Not for API keys.
   */
  renewRecoveryCodes(body: t.BothFactors, options?: CallOptions): Call<t.RecoveryCodes> {
    return this.calls.send("POST", "/api/auth/second-factor/recovery-codes", { body, options });
  }
  /**
   * The roles whose holders must have a second factor.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  showPolicy(options?: CallOptions): Call<t.Policy> {
    return this.calls.send("GET", "/api/auth/second-factor/policy", { options });
  }
  /**
   * Whether the caller has a second factor, and must have one.
   *
   * Not for API keys.
   */
  showState(options?: CallOptions): Call<t.State> {
    return this.calls.send("GET", "/api/auth/second-factor", { options });
  }
}

export class SecondFactorsCalls extends Resource {
  /**
   * Takes the second factor off somebody who has lost it. Their sessions end, and a letter tells them.
   *
   * An admin's own is turned off by password and code only.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  reset(userId: number, options?: CallOptions): Call<t.Message> {
    return this.calls.send("DELETE", `/api/users/${segment(userId)}/second-factor`, { options });
  }
}

export class ShopCalls extends Resource {
  /**
   * Gives the shop a logo, in place of an earlier one. What shines through stays so.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  changeLogo(body: t.LogoForm, options?: CallOptions): Call<t.Shop> {
    return this.calls.send("PUT", "/api/shop/logo", { form: body, options });
  }
  /**
   * Gives the shop a name: on certificates, badges, receipts and in e-mails.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  changeShop(body: t.ShopChange, options?: CallOptions): Call<t.Shop> {
    return this.calls.send("PUT", "/api/shop", { body, options });
  }
  /**
   * Takes the shop's logo away; it is no fault to have none.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  removeLogo(options?: CallOptions): Call<t.Shop> {
    return this.calls.send("DELETE", "/api/shop/logo", { options });
  }
  /**
   * The shop's name and logo.
   *
   * Anybody may call this.
   */
  showShop(options?: CallOptions): Call<t.Shop> {
    return this.calls.send("GET", "/api/shop", { options });
  }
}

export class TransactionsCalls extends Resource {
  /**
   * Sells the items to the caller at the catalogue's prices.
   *
   * All lines are sold or none. The buyer is in the `courses` that were sold at once. A course that they have already
   * (409 `course_owned`), could not enter yet (`prerequisites_missing`) or at all (`course_closed`) is refused in the
   * quote, too. Send the quote's total as `expected_total`, so that a price that has changed since is never charged
   * unseen. With an `Idempotency-Key` header a repeated call answers what the first one did, with
   * `Idempotent-Replayed: true`, and sells nothing more.
   *
   * An API key needs the scope transactions:write.
   */
  create(body: t.Basket, options?: CallOptions): Call<t.NewSale> {
    return this.calls.send("POST", "/api/transactions", { body, options });
  }
  /**
   * Sales, newest first, by cursor; of some days with `from` and `to`.
   *
   * Without a `scope` they are the caller's own purchases, also a seller's, whom a notice tells so; `scope=sales` is
   * what a seller has sold.
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
   * Tells what a sale of the items would cost at this moment, or why it would be refused; sells nothing.
   *
   * The quote's total is what a sale names as `expected_total`.
   *
   * An API key needs the scope transactions:write.
   */
  quote(body: t.Basket, options?: CallOptions): Call<t.Quote> {
    return this.calls.send("POST", "/api/transactions/quote", { body, options });
  }
  /**
   * One sale, for its buyer or an admin; a seller sees their own lines of it.
   *
   * An API key needs the scope transactions:read.
   */
  show(transactionId: number, options?: CallOptions): Call<t.SaleOf> {
    return this.calls.send("GET", `/api/transactions/${segment(transactionId)}`, { options });
  }
}

export class UsersCalls extends Resource {
  /**
   * Sets a person's roles, grants one more, activates or deactivates; it counts from their next call on.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  administer(userId: number, body: t.Administration = {}, options?: CallOptions): Call<t.Profile> {
    return this.calls.send("PATCH", `/api/users/${segment(userId)}`, { body, options });
  }
  /**
   * Changes the given fields of the caller's own profile and leaves the others.
   *
   * A new e-mail address asks for the password once more, and is `pending_email` until the link in a letter to it is
   * opened, for 24 hours; a newer one takes its place. A new username asks for it where the last sign-in is more than
   * 10 minutes ago (403 `reauthentication_required`).
   *
   * Not for API keys.
   */
  changeProfile(body: t.ProfileChange = {}, options?: CallOptions): Call<t.OwnProfile> {
    return this.calls.send("PUT", "/api/users/profile", { body, options });
  }
  /**
   * Makes the address that a letter's link confirms its person's own.
   *
   * Opened again, the link answers the same and does nothing.
   *
   * Anybody may call this.
   */
  confirmEmail(body: t.Verification, options?: CallOptions): Call<t.Verified> {
    return this.calls.send("POST", "/api/users/confirm-email", { body, options });
  }
  /**
   * People by the time of their sign-up, by page number or by cursor.
   *
   * Needs one of the roles: admin. Not for API keys.
   */
  listPeople(query?: t.UsersListPeopleQuery, options?: CallOptions): Call<t.People> {
    return this.calls.send("GET", "/api/users", { query, options });
  }
  /** Each row of `listPeople`, page after page. */
  walkPeople(query?: Omit<t.UsersListPeopleQuery, "cursor" | "page">, options?: CallOptions): AsyncGenerator<t.People["users"][number]> {
    return walk<t.People["users"][number]>((cursor) => this.listPeople({ per_page: 100, ...query, cursor }, options), "users");
  }
  /**
   * The caller's own profile.
   *
   * An API key needs the scope users:read.
   */
  showProfile(options?: CallOptions): Call<t.OwnProfile> {
    return this.calls.send("GET", "/api/users/profile", { options });
  }
}

export class Resources {
  readonly accounts: AccountsCalls;
  readonly activities: ActivitiesCalls;
  readonly analyses: AnalysesCalls;
  readonly analytics: AnalyticsCalls;
  readonly attempts: AttemptsCalls;
  readonly audit: AuditCalls;
  readonly auth: AuthCalls;
  readonly avatars: AvatarsCalls;
  readonly brands: BrandsCalls;
  readonly categories: CategoriesCalls;
  readonly certificates: CertificatesCalls;
  readonly changes: ChangesCalls;
  readonly courseDrafts: CourseDraftsCalls;
  readonly courseFiles: CourseFilesCalls;
  readonly courseStatements: CourseStatementsCalls;
  readonly courses: CoursesCalls;
  readonly developer: DeveloperCalls;
  readonly health: HealthCalls;
  readonly images: ImagesCalls;
  readonly imports: ImportsCalls;
  readonly jobs: JobsCalls;
  readonly learnerAttempts: LearnerAttemptsCalls;
  readonly learners: LearnersCalls;
  readonly letters: LettersCalls;
  readonly productImports: ProductImportsCalls;
  readonly products: ProductsCalls;
  readonly roleRequests: RoleRequestsCalls;
  readonly sales: SalesCalls;
  readonly secondFactor: SecondFactorCalls;
  readonly secondFactors: SecondFactorsCalls;
  readonly shop: ShopCalls;
  readonly transactions: TransactionsCalls;
  readonly users: UsersCalls;
  constructor(calls: Calls) {
    this.accounts = new AccountsCalls(calls);
    this.activities = new ActivitiesCalls(calls);
    this.analyses = new AnalysesCalls(calls);
    this.analytics = new AnalyticsCalls(calls);
    this.attempts = new AttemptsCalls(calls);
    this.audit = new AuditCalls(calls);
    this.auth = new AuthCalls(calls);
    this.avatars = new AvatarsCalls(calls);
    this.brands = new BrandsCalls(calls);
    this.categories = new CategoriesCalls(calls);
    this.certificates = new CertificatesCalls(calls);
    this.changes = new ChangesCalls(calls);
    this.courseDrafts = new CourseDraftsCalls(calls);
    this.courseFiles = new CourseFilesCalls(calls);
    this.courseStatements = new CourseStatementsCalls(calls);
    this.courses = new CoursesCalls(calls);
    this.developer = new DeveloperCalls(calls);
    this.health = new HealthCalls(calls);
    this.images = new ImagesCalls(calls);
    this.imports = new ImportsCalls(calls);
    this.jobs = new JobsCalls(calls);
    this.learnerAttempts = new LearnerAttemptsCalls(calls);
    this.learners = new LearnersCalls(calls);
    this.letters = new LettersCalls(calls);
    this.productImports = new ProductImportsCalls(calls);
    this.products = new ProductsCalls(calls);
    this.roleRequests = new RoleRequestsCalls(calls);
    this.sales = new SalesCalls(calls);
    this.secondFactor = new SecondFactorCalls(calls);
    this.secondFactors = new SecondFactorsCalls(calls);
    this.shop = new ShopCalls(calls);
    this.transactions = new TransactionsCalls(calls);
    this.users = new UsersCalls(calls);
  }
}
