import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { NavLink } from "react-router";
import { badgeOf, useBasketCount } from "../shop/basket";
import { api } from "./api";
import { useText } from "./language";
import { GROUPS, type Place, placeNames } from "./navigation";
import { useSession } from "./session";

const PaymentsBadge = lazy(() => import("../payments/badge"));

/** Whether the user owns a course. Admins may edit all, so they are not asked for. */
function useIsAuthor(): boolean {
  const { user, has } = useSession();
  const { data } = useQuery({
    queryKey: ["is-author", user?.id],
    queryFn: async () => (await api.courses.list({ scope: "own", per_page: 1 })).courses.length > 0,
    enabled: user !== null && !has("admin"),
    staleTime: Infinity,
  });
  return data ?? false;
}

/** The groups of places that the user may open. */
export function useGroups() {
  const { user, has } = useSession();
  const isAuthor = useIsAuthor();
  const visible = ({ roles, own, forAuthors }: Place) => (roles ? has(...roles) || Boolean(forAuthors && isAuthor) : !own || user !== null);
  return GROUPS.map(({ name, places }) => ({ name, places: places.filter(visible) })).filter(({ places }) => places.length);
}

export function PlaceLink({ place, onClick }: { place: Place; onClick?: () => void }) {
  const names = useText(placeNames);
  const count = useBasketCount();
  return (
    <NavLink to={place.to} end={place.end || place.name === "developer"} onClick={onClick} className="place">
      <place.icon size={20} aria-hidden />
      <span>{names[place.name]}</span>
      {place.name === "basket" && count > 0 && <span className="count">{badgeOf(count)}</span>}
      {place.name === "sales" && <Suspense><PaymentsBadge /></Suspense>}
    </NavLink>
  );
}
