export default function Reorder() {
  return null;
}
