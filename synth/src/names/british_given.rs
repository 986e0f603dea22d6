//! British given names by decade of birth, commonest first.

/// Men's names. Shape: first year of the decade, names by rank.
pub(super) const MALE: &[(i16, &str)] = &[
    (1920, "John William George James Ronald Robert Kenneth Frederick Thomas Albert"),
    (1950, "David John Stephen Michael Peter Robert Paul Alan Christopher Richard"),
    (1980, "Christopher James David Daniel Michael Matthew Andrew Richard Paul Mark"),
    (2010, "Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar"),
];
/// Women's names. Shape: first year of the decade, names by rank.
pub(super) const FEMALE: &[(i16, &str)] = &[
    (1920, "Joan Mary Joyce Margaret Dorothy Doris Kathleen Irene Betty Eileen"),
    (1950, "Susan Linda Christine Margaret Carol Jennifer Janet Patricia Barbara Ann"),
    (1980, "Sarah Laura Gemma Emma Rebecca Claire Victoria Samantha Rachel Amy"),
    (2010, "Olivia Amelia Emily Isla Ava Jessica Isabella Lily Ella Mia"),
];
