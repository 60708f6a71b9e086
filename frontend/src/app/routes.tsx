/** Every page with its path and the roles that may open it. A page's code is loaded with its first visit. */
import { type ComponentType, lazy, Suspense } from "react";
import { Route, Routes as RouterRoutes } from "react-router";
import paths from "../paths.json";
import { Shop } from "../shop/shop";
import { Skeleton } from "../ui/feedback";
import { ErrorBoundary } from "./error-boundary";
import { Access, type Role } from "./session";
import { useLocation } from "react-router";

type Path = keyof typeof paths;
interface Page {
  load: () => Promise<{ default: ComponentType }>;
  /** "all" are visitors, too; "user" is anyone signed in. */
  access: "all" | "user" | readonly Role[];
}

const SELLERS = ["seller", "admin"] as const;
const DEVELOPERS = ["developer", "admin"] as const;
const ADMINS = ["admin"] as const;
/** One file chooses among the seller's own pages: each name of a file is in what every page loads. */
const desk: Page = { access: SELLERS, load: () => import("../desk/desk") };
type DeskPath = "desk" | "staff" | "vouchers" | "taxes" | "customers" | "shifts" | "shiftReport" | "books" | "count" | "review";

const pages: Record<Exclude<Path, "shop" | DeskPath>, Page> = {
  product: { access: "all", load: () => import("../shop/product") },
  basket: { access: "all", load: () => import("../shop/basket-page") },
  checkout: { access: "user", load: () => import("../shop/checkout") },
  orders: { access: "user", load: () => import("../orders/orders") },
  order: { access: "user", load: () => import("../orders/order") },

  login: { access: "all", load: () => import("../account/login") },
  register: { access: "all", load: () => import("../account/register") },
  forgotPassword: { access: "all", load: () => import("../account/forgot-password") },
  resetPassword: { access: "all", load: () => import("../account/reset-password") },
  verifyEmail: { access: "all", load: () => import("../account/verify-email") },
  confirmEmail: { access: "all", load: () => import("../account/confirm-email") },
  account: { access: "user", load: () => import("../account/account") },
  security: { access: "user", load: () => import("../account/security") },
  activity: { access: "user", load: () => import("../account/activity") },

  today: { access: SELLERS, load: () => import("../today/today") },
  reorder: { access: SELLERS, load: () => import("../today/reorder") },
  // It has sessions of its own.
  till: { access: "all", load: () => import("../till/till") },
  display: { access: "all", load: () => import("../till/display/display") },
  sales: { access: SELLERS, load: () => import("../orders/sales") },
  incoming: { access: SELLERS, load: () => import("../payments/incoming") },
  paymentAccounts: { access: SELLERS, load: () => import("../payments/accounts") },
  goods: { access: SELLERS, load: () => import("../goods/goods") },
  newGoods: { access: SELLERS, load: () => import("../goods/edit") },
  editGoods: { access: SELLERS, load: () => import("../goods/edit") },
  goodsImports: { access: SELLERS, load: () => import("../goods/imports") },
  goodsImport: { access: SELLERS, load: () => import("../goods/import") },
  goodsGroups: { access: SELLERS, load: () => import("../goods/groups") },

  courses: { access: "all", load: () => import("../courses/courses") },
  course: { access: "all", load: () => import("../courses/course") },
  content: { access: "user", load: () => import("../courses/content") },
  // Owners need no role; the API shows them their own courses alone.
  authoring: { access: "user", load: () => import("../authoring/authoring") },
  courseEditor: { access: "user", load: () => import("../authoring/editor") },
  contentEditor: { access: "user", load: () => import("../authoring/content-editor") },
  courseVersions: { access: "user", load: () => import("../authoring/versions") },
  courseLearners: { access: "user", load: () => import("../authoring/learners") },
  courseFigures: { access: "user", load: () => import("../authoring/figures") },

  developer: { access: DEVELOPERS, load: () => import("../developer/keys") },
  webhooks: { access: ["seller", ...DEVELOPERS], load: () => import("../developer/webhooks/webhooks") },
  analysis: { access: "user", load: () => import("../developer/analysis") },

  admin: { access: ADMINS, load: () => import("../admin/overview") },
  people: { access: ADMINS, load: () => import("../admin/people") },
  roleRequests: { access: ADMINS, load: () => import("../admin/role-requests") },
  audit: { access: ADMINS, load: () => import("../admin/audit") },
  emails: { access: ADMINS, load: () => import("../admin/emails") },
  jobs: { access: ADMINS, load: () => import("../admin/jobs") },
  backups: { access: ADMINS, load: () => import("../admin/backups") },
  imports: { access: ADMINS, load: () => import("../admin/imports") },
  shopSettings: { access: ADMINS, load: () => import("../admin/shop") },
};

const routes = Object.entries(paths).filter(([name]) => name !== "shop").map(([name, path]) => {
  const { load, access } = pages[name as keyof typeof pages] ?? desk;
  return { path, access, Content: lazy(load) };
});

const NotFound = lazy(async () => ({ default: (await import("./error-pages")).NotFound }));

export function Routes() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary key={pathname}>
      <Suspense fallback={<Skeleton lines={6} height={44} />}>
        <RouterRoutes>
          <Route path={paths.shop} element={<Shop />} />
          {/* New elements each time: a change of the language renders the whole page, and keeps what was typed. */}
          {routes.map(({ path, access, Content }) => (
            <Route key={path} path={path} element={access === "all" ? <Content /> : <Access {...(access === "user" ? {} : { roles: access })}><Content /></Access>} />
          ))}
          <Route path="*" element={<NotFound />} />
        </RouterRoutes>
      </Suspense>
    </ErrorBoundary>
  );
}
