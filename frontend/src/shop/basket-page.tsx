export default function BasketPage() {
  return null;
}
