export default function Authoring() {
  return null;
}
