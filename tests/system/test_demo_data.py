"""The demo data: plausible rows, and a year of consistent sales."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from itertools import pairwise
from time import process_time

import pytest
from PIL import Image

from demo import BRANDS, CATEGORIES, COURSE, Event, Restock, Sale, barcode, catalogue, courses, pictures, year_of_sales
from demo.courses import Course
from domain.courses import markdown
from domain.courses.quizzes import Quiz as Questions
from routes.courses.quiz_schemas import Quiz
from support.app import LONG

UNTIL = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))


def stock_after(events: list[Event]) -> list[int]:
    """Count every unit from the opening stock, and fail at the first sale without stock."""
    stock = [product.opening_stock for product in catalogue()]
    for event in events:
        if isinstance(event, Restock):
            assert event.qty > 0
            stock[event.product_index] += event.qty
            continue
        assert 1 <= len(event.lines) <= 4
        assert len({index for index, _ in event.lines}) == len(event.lines)
        for index, qty in event.lines:
            assert qty > 0
            stock[index] -= qty
            assert stock[index] >= 0, f"{catalogue()[index].name} went below zero at {event.at}"
    return stock


@pytest.fixture(scope="module")
def year() -> list[Event]:
    return list(year_of_sales(UNTIL))


def test_the_shelf_has_201_products_and_the_first_three_are_known() -> None:
    products = catalogue()

    assert len(products) == 201
    assert [(p.name, p.price) for p in products[:3]] == [
        ("Laptop XYZ", 15_000_000),
        ("Smartphone ABC", 8_000_000),
        ("Monitor Ultra", 4_500_000),
    ]


def test_no_product_is_duplicated() -> None:
    products = catalogue()

    for column in ("sku", "name", "description"):
        seen = Counter(getattr(product, column).casefold() for product in products)
        assert [value for value, times in seen.items() if times > 1] == []


def test_every_catalogue_row_is_plausible() -> None:
    products = catalogue()

    for p in products:
        assert re.fullmatch(r"[A-Z]{3}-\d{3}", p.sku), p
        assert p.name == p.name.strip(), p
        assert p.description.endswith("."), p
        assert ". " not in p.description, p
        assert 0.60 <= p.cost / p.price <= 0.92, p
        assert p.opening_stock >= 1, p
        assert 0 <= p.monthly_demand <= 400, p
        assert p.season in {"flat", "ramadan", "school", "yearend", "weekend"}, p
    assert min(p.price for p in products) == 3_000
    assert max(p.price for p in products) == 25_000_000
    assert len({p.sku[:3] for p in products}) >= 14


def test_every_product_has_a_drawing_and_every_drawing_a_product() -> None:
    planned = pictures.plan(catalogue())
    assert sorted(sku for skus in planned.values() for sku in skus) == sorted(p.sku for p in catalogue())
    assert {drawing.kind for drawing in planned} == set(range(len(pictures.kinds())))
    # The home page begins with the last product.
    assert next(iter(planned.values()))[0] == catalogue()[-1].sku
    # Goods of one kind that stand side by side differ in their tint.
    laptops = [next(d for d, skus in planned.items() if p.sku in skus) for p in catalogue() if p.sku[:3] == "LPT"]
    assert len(set(laptops)) == pictures.TINTS
    assert all(a != b for a, b in pairwise(laptops))


def test_drawings_are_colourful_and_reproducible() -> None:
    one_of_each = [drawing for drawing in pictures.plan(catalogue()) if drawing.tint == 0]
    for drawing in one_of_each[:: 1 if LONG else 6]:
        drawn = Image.open(BytesIO(pictures.draw(drawing)))
        assert drawn.size == (pictures.WIDTH, pictures.HEIGHT)
        # Ground, disc, shadow, and at least two colours of the goods.
        assert len([count for count, _ in drawn.getcolors(99_999) if count > 60]) >= 5, pictures.kinds()[drawing.kind]
    assert pictures.draw(one_of_each[0]) == pictures.draw(one_of_each[0])


def test_the_same_day_and_seed_give_the_same_year(year: list[Event]) -> None:
    assert list(year_of_sales(UNTIL, seed=1)) == year
    assert list(year_of_sales(UNTIL.astimezone(WIB))) == year
    assert list(year_of_sales(UNTIL, seed=2)) != year


def test_events_come_in_order_within_the_year_in_utc(year: list[Event]) -> None:
    times = [event.at for event in year]

    assert times == sorted(times)
    assert UNTIL - timedelta(days=365) <= times[0]
    assert times[-1] < UNTIL
    assert {at.tzinfo for at in times} == {UTC}


def test_the_shop_is_open_from_8_to_21_in_jakarta(year: list[Event]) -> None:
    assert {event.at.astimezone(WIB).hour for event in year} == set(range(8, 21))


@pytest.mark.parametrize(
    ("until", "seed"),
    [(UNTIL + timedelta(days=37 * n, hours=5 * n), n + 1) for n in range(12 if LONG else 3)],
)
def test_stock_never_becomes_negative(until: datetime, seed: int) -> None:
    events = list(year_of_sales(until, seed))
    stock = stock_after(events)
    sales = [event for event in events if isinstance(event, Sale)]

    assert min(stock[:3]) >= 5
    assert 3 <= stock.count(0) <= 6
    assert 2_700 <= len(sales) <= 3_300
    assert 5_300 <= sum(len(sale.lines) for sale in sales) <= 6_700


def test_fast_sellers_match_the_demand_in_the_catalogue(year: list[Event]) -> None:
    sold: Counter[int] = Counter()
    for event in year:
        if isinstance(event, Sale):
            sold.update(dict(event.lines))

    for index, product in enumerate(catalogue()):
        if product.monthly_demand / product.usual_quantity >= 6:
            assert sold[index] == pytest.approx(12 * product.monthly_demand, rel=0.4), product.name
        if product.monthly_demand == 0:
            assert sold[index] == 0


def test_weekends_and_seasons_can_be_seen_in_the_figures(year: list[Event]) -> None:
    season = [product.season for product in catalogue()]
    sales = [event for event in year if isinstance(event, Sale)]
    weekday = Counter(sale.at.astimezone(WIB).weekday() for sale in sales)
    months = Counter((season[index], sale.at.astimezone(WIB).month) for sale in sales for index, _ in sale.lines)
    school = Counter({month: n for (name, month), n in months.items() if name == "school"})
    ramadan = Counter({month: n for (name, month), n in months.items() if name == "ramadan"})

    assert min(weekday[5], weekday[6]) > max(weekday[day] for day in range(5))
    assert school.most_common(1)[0][0] == 7
    assert {month for month, _ in ramadan.most_common(2)} == {2, 3}


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        year_of_sales(UNTIL.replace(tzinfo=None))


def test_a_year_of_sales_takes_less_than_a_second() -> None:
    began = process_time()
    assert sum(1 for _ in year_of_sales(UNTIL)) > 3_000
    assert process_time() - began < 1


def test_every_product_has_a_category_and_every_brand_a_product() -> None:
    products = catalogue()
    kinds = [kind for below in CATEGORIES.values() for kind in below.values()]
    assert sorted({product.kind for product in products}) == sorted(kinds)
    assert {product.brand for product in products} - {None} == set(BRANDS)


def test_barcodes_are_ean_13_and_differ() -> None:
    codes = [barcode(index) for index in range(201)]
    assert len(set(codes)) == 201
    for code in codes:
        assert re.fullmatch(r"899\d{10}", code)
        assert sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code)) % 10 == 0


COURSES = pytest.mark.parametrize("course", courses.courses(), ids=lambda course: course.title)


@COURSES
def test_demo_courses_are_valid_courses(course: Course) -> None:
    assert 5 <= len(course.contents) <= 10 and len(course.summary) < 200
    assert {content.section for content in course.contents} == set(range(len(course.sections)))
    assert len({content.title for content in course.contents}) == len(course.contents)
    for content in course.contents:
        if content.kind == "text":
            # Read at 200 words a minute, and thought about, it takes about the time that it says.
            assert content.minutes / 10 <= len(content.body.split()) / 200 <= content.minutes
            assert "<h1>" not in markdown.render(content.body) and "<script" not in markdown.render(content.body)
        elif content.kind == "video":
            assert markdown.normalize_url(content.body)
    assert [content.kind for content in course.contents].count("quiz") == 1
    quiz = course.contents[course.quiz]
    assert len(quiz.quiz) == 5 and quiz.mastery_score == 80
    assert Questions.from_json(Quiz.model_validate({"questions": quiz.quiz}).stored()).find_faults() == []
    assert all(question["explanation"].endswith(".") for question in quiz.quiz)


@COURSES
@pytest.mark.parametrize(
    "until", [UNTIL, UNTIL.replace(hour=16, minute=59), UNTIL.replace(hour=17), UNTIL.replace(month=1, day=3)]
)
def test_demo_learners_have_plausible_progress(course: Course, until: datetime) -> None:
    assert len(course.learners) >= 5
    assert len({learner.buyer for learner in course.learners}) == len(course.learners)
    finished = [learner for learner in course.learners if len(learner.done) == len(course.contents)]
    assert 2 <= len(finished) < len(course.learners) - 1
    for learner in course.learners:
        visits = list(course.visits(learner, until))
        moments = [course.enrolled(learner, until), *(visit.at - timedelta(seconds=visit.seconds) for visit in visits)]
        assert course.published(until) < moments[0] and moments == sorted(moments)
        assert visits and max(visit.at for visit in visits) < until
        assert visits == list(course.visits(learner, until))
        scores = [visit.score for visit in visits if visit.score is not None]
        assert scores == list(learner.scores) and all(score % 20 == 0 for score in scores)
        assert [score >= 80 for score in scores] == [False] * (len(scores) - 1) + [learner in finished] * bool(scores)


def test_only_learners_buy_the_course_for_sale(year: list[Event]) -> None:
    (free, sold) = courses.courses()
    place = next(index for index, product in enumerate(catalogue()) if product.sku == COURSE)
    assert (free.sku, sold.sku, place) == (None, COURSE, 200)
    bought = courses.sales(UNTIL)
    assert {sale.buyer: sale.at for sale in bought}.keys() == {learner.buyer for learner in sold.learners}
    assert all(sale.lines == ((place, 1),) for sale in bought)
    assert [sale.at for sale in bought] == sorted(sale.at for sale in bought)
    for learner in sold.learners:
        (sale,) = [sale for sale in bought if sale.buyer == learner.buyer]
        assert sale.at < sold.enrolled(learner, UNTIL)
