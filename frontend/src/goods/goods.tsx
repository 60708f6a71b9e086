export default function Goods() {
  return null;
}
