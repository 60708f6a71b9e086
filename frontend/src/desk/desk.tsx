/** The pages on which a seller sets up outlets, tills, staff, vouchers and taxes, and reads what the tills did. */
import { type ComponentType, lazy } from "react";
import { useLocation } from "react-router";

/** One entry for all of them: each file that the routes name is in what every page loads. */
const pages: Record<string, ComponentType> = {
  staff: lazy(() => import("./staff")),
  vouchers: lazy(() => import("./vouchers")),
  taxes: lazy(() => import("./taxes")),
  customers: lazy(() => import("./customers/customers")),
  shifts: lazy(() => import("./shifts")),
  report: lazy(() => import("./report")),
  books: lazy(() => import("./books/books")),
  count: lazy(() => import("./count")),
  review: lazy(() => import("./review/review")),
};
const Outlets = lazy(() => import("./outlets/outlets"));

export default function Desk() {
  const [, , name = "", id] = useLocation().pathname.split("/");
  const Page = pages[id ? "report" : name] ?? Outlets;
  return <Page />;
}
