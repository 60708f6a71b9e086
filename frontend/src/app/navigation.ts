/** The places of the shop, by role. */
import type { Icon } from "../ui/icons";
import { BarChart3, BookOpen, Box, GraduationCap, KeyRound, LineChart, Monitor, Pencil, Receipt, Settings, ShoppingBasket, Store, User } from "../ui/icons";
import { words } from "./language";
import type { Role } from "./session";

export const placeNames = words({
  id: {
    shop: "Toko", basket: "Keranjang", orders: "Pesanan", courses: "Kursus", account: "Akun", today: "Hari ini", goods: "Barang",
    sales: "Penjualan", till: "Kasir", desk: "Pengaturan toko", authoring: "Kelola kursus", developer: "Kunci API", analysis: "Analisis", admin: "Kelola", more: "Lainnya",
    groups: { shopping: "Belanja", selling: "Jualan", developing: "Data dan API", running: "Admin" },
  },
  en: {
    shop: "Shop", basket: "Basket", orders: "Orders", courses: "Courses", account: "Account", today: "Today", goods: "Goods",
    sales: "Sales", till: "Till", desk: "Shop settings", authoring: "Manage courses", developer: "API keys", analysis: "Analysis", admin: "Manage", more: "More",
    groups: { shopping: "Shopping", selling: "Selling", developing: "Data and API", running: "Admin" },
  },
});

type PlaceName = Exclude<keyof (typeof placeNames)["id"], "groups">;
export interface Place {
  name: PlaceName;
  to: string;
  icon: Icon;
  roles?: readonly Role[];
  /** Whether only signed-in users see it. */
  own?: boolean;
  /** Whether owners of a course see it, too, whatever their roles. */
  forAuthors?: boolean;
  end?: boolean;
}

export const GROUPS: readonly { name: keyof (typeof placeNames)["id"]["groups"]; places: readonly Place[] }[] = [
  {
    name: "shopping",
    places: [
      { name: "shop", to: "/", icon: Store, end: true },
      { name: "basket", to: "/basket", icon: ShoppingBasket },
      { name: "orders", to: "/orders", icon: Receipt, own: true },
      { name: "courses", to: "/courses", icon: GraduationCap },
      { name: "account", to: "/account", icon: User, own: true },
    ],
  },
  {
    name: "selling",
    places: [
      { name: "today", to: "/today", icon: BarChart3, roles: ["seller", "admin"] },
      { name: "till", to: "/till", icon: Monitor, roles: ["seller", "admin"] },
      { name: "goods", to: "/goods", icon: Box, roles: ["seller", "admin"] },
      { name: "sales", to: "/sales", icon: BookOpen, roles: ["seller", "admin"] },
      { name: "desk", to: "/desk", icon: Settings, roles: ["seller", "admin"] },
      { name: "authoring", to: "/authoring", icon: Pencil, roles: ["admin"], forAuthors: true },
    ],
  },
  {
    name: "developing",
    places: [
      { name: "developer", to: "/developer", icon: KeyRound, roles: ["developer", "admin"] },
      { name: "analysis", to: "/developer/analysis", icon: LineChart, roles: ["seller", "developer", "admin"] },
    ],
  },
  {
    name: "running",
    places: [
      { name: "admin", to: "/admin", icon: Settings, roles: ["admin"] },
    ],
  },
];

const all = GROUPS.flatMap(({ places }) => places);
const pick = (...names: PlaceName[]) => names.map((name) => all.find((place) => place.name === name)!);

/** At most four places for the bottom bar of phones; "more" is the fifth. */
export function bottomPlaces(has: (...roles: Role[]) => boolean): readonly Place[] {
  if (has("seller")) return pick("today", "goods", "sales", "shop");
  if (has("admin")) return pick("admin", "today", "goods", "shop");
  if (has("developer")) return pick("developer", "analysis", "shop", "basket");
  return pick("shop", "courses", "basket", "orders");
}
