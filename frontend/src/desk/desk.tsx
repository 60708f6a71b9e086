/** The pages on which a seller sets up outlets, tills, staff, vouchers and taxes. */
import { type ComponentType, lazy } from "react";
import { useLocation } from "react-router";

/** One entry for all of them: each file that the routes name is in what every page loads. */
const pages: Record<string, ComponentType> = {
  staff: lazy(() => import("./staff")),
  vouchers: lazy(() => import("./vouchers")),
  taxes: lazy(() => import("./taxes")),
};
const Outlets = lazy(() => import("./outlets/outlets"));

export default function Desk() {
  const [, , name = ""] = useLocation().pathname.split("/");
  const Page = pages[name] ?? Outlets;
  return <Page />;
}
