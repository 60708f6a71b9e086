export default function ContentEditor() {
  return null;
}
