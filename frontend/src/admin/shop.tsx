export default function Shop() {
  return null;
}
