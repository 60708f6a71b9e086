/** The calls of the seller's own pages. They are no methods of the client here, whose classes every page loads. */
import type { CallOptions, Schemas } from "finenice-client";
import { api } from "../app/api";

export type Outlet = Schemas["Outlet"];
export type OutletUpdate = Schemas["OutletUpdate"];
export type Till = Schemas["Till"];
export type TillWithToken = Schemas["TillWithToken"];
export type Staff = Schemas["Staff"];
export type Voucher = Schemas["Voucher"];
export type TaxProfile = Schemas["TaxProfile"];
export type Customer = Schemas["Customer"];
export type Shift = Schemas["ListedShift"];
export type ShiftReport = Schemas["ShiftReport"];
export type KeptItem = Schemas["KeptItem"];

const get = <T>(path: string, query: object = {}, signal?: AbortSignal) => api.request<T>("GET", path, { query, options: signal ? { signal } : {} });
const send = <T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, options: CallOptions = {}) => api.request<T>(method, path, { body, options });

/** Any of the reports of `/api/reports`. */
export type Books = Schemas["SalesBooks"] | Schemas["PaymentBooks"] | Schemas["StockBooks"] | Schemas["DebtBooks"] | Schemas["TaxBooks"];
export const books = (report: string, query: object, signal: AbortSignal) => get<Books>(`/api/reports/${report}`, query, signal);

export const moveStock = (body: Schemas["Movements"], options: CallOptions) => send<unknown>("POST", "/api/stock/movements", body, options);

interface Paged {
  per_page?: number;
  cursor?: string;
}

export const outlets = {
  list: () => get<Schemas["OutletList"]>("/api/outlets"),
  create: (body: Schemas["NewOutlet"]) => send<Outlet>("POST", "/api/outlets", body),
  update: (id: number, body: OutletUpdate) => send<Outlet>("PATCH", `/api/outlets/${id}`, body),
};

export const tills = {
  list: (outletId: number) => get<Schemas["TillList"]>(`/api/outlets/${outletId}/tills`),
  create: (outletId: number, body: Schemas["NewTill"]) => send<TillWithToken>("POST", `/api/outlets/${outletId}/tills`, body),
  update: (id: number, body: Schemas["TillUpdate"]) => send<Till>("PATCH", `/api/tills/${id}`, body),
  replaceToken: (id: number) => send<TillWithToken>("POST", `/api/tills/${id}/token`),
};

export const staff = {
  list: () => get<Schemas["StaffList"]>("/api/staff"),
  create: (body: Schemas["NewStaff"]) => send<Staff>("POST", "/api/staff", body),
  update: (userId: number, body: Schemas["StaffUpdate"]) => send<Staff>("PATCH", `/api/staff/${userId}`, body),
  remove: (userId: number) => send<Schemas["Message"]>("DELETE", `/api/staff/${userId}`),
};

export const vouchers = {
  list: (query: Paged) => get<Schemas["VoucherPage"]>("/api/vouchers", query),
  create: (body: Schemas["NewVoucher"]) => send<Voucher>("POST", "/api/vouchers", body),
  update: (id: number, body: Schemas["VoucherUpdate"]) => send<Voucher>("PUT", `/api/vouchers/${id}`, body),
};

export const taxes = {
  show: () => get<Schemas["TaxProfiles"]>("/api/tax-profile"),
  update: (body: Schemas["NewTaxProfile"]) => send<Schemas["TaxProfiles"]>("PUT", "/api/tax-profile", body),
  remove: (validFrom: string) => api.request<Schemas["TaxProfiles"]>("DELETE", "/api/tax-profile", { query: { valid_from: validFrom } }),
};

export const customers = {
  list: (query: Schemas["CustomersListQuery"], signal: AbortSignal) => get<Schemas["CustomerPage"]>("/api/customers", query, signal),
  show: (id: number) => get<Customer>(`/api/customers/${id}`),
  create: (body: Schemas["CustomerCreate"]) => send<Customer>("POST", "/api/customers", body),
  update: (id: number, body: Schemas["CustomerUpdate"]) => send<Customer>("PATCH", `/api/customers/${id}`, body),
  account: (id: number, query: Paged) => get<Schemas["AccountPage"]>(`/api/customers/${id}/account`, query),
  repay: (id: number, body: Schemas["OrderPayment"], options: CallOptions) => send<Schemas["Repayment"]>("POST", `/api/customers/${id}/payments`, body, options),
  keptOf: (id: number) => get<Schemas["CustomerExport"]>(`/api/customers/${id}/export`),
  erase: (id: number, writeOff: boolean) => api.request<Schemas["Message"]>("DELETE", `/api/customers/${id}`, { query: { write_off: writeOff } }),
};

export const shifts = {
  list: (query: Schemas["ShiftsListQuery"], signal: AbortSignal) => get<Schemas["ShiftPage"]>("/api/shifts", query, signal),
  report: (id: number) => get<ShiftReport>(`/api/shifts/${id}/report`),
};

export const review = {
  list: (query: Schemas["SyncListQuery"]) => get<Schemas["KeptItemPage"]>("/api/sync/items", query),
  decide: (clientId: string, what: "accept" | "reject", options: CallOptions) => send<KeptItem>("POST", `/api/sync/items/${clientId}/${what}`, undefined, options),
};
