/** What the counter does beside selling, loaded once it is painted. */
export { findDetector } from "../camera/detector";
export { mirror } from "../display/mirror";
