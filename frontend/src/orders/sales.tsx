export default function Sales() {
  return null;
}
