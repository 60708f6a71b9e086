import { NavLink } from "react-router";
import { useBasketCount } from "../shop/basket";
import { useText } from "./language";
import { GROUPS, type Place, placeNames } from "./navigation";
import { useSession } from "./session";

/** The groups of places that the user may open. */
export function useGroups() {
  const { user, has } = useSession();
  const visible = ({ roles, own }: Place) => (roles ? has(...roles) : !own || user !== null);
  return GROUPS.map(({ name, places }) => ({ name, places: places.filter(visible) })).filter(({ places }) => places.length);
}

export function PlaceLink({ place, onClick }: { place: Place; onClick?: () => void }) {
  const names = useText(placeNames);
  const count = useBasketCount();
  return (
    <NavLink to={place.to} end={place.end || place.name === "developer"} onClick={onClick} className="place">
      <place.icon size={20} aria-hidden />
      <span>{names[place.name]}</span>
      {place.name === "basket" && count > 0 && <span className="count">{count}</span>}
    </NavLink>
  );
}
