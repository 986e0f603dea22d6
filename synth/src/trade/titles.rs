//! Names of organisations: over the door and in law.

use super::Premises;
use super::words::{ADJECTIVES, CHAINS, OFFICES, PATTERNS, PUBS, SHOPS, WORKS};
use crate::chance::Chance;
use crate::names::{Background, Lexicon, Sex};
use crate::town::Town;

/// Legal and trading name of whoever comes next.
pub(super) fn names(
    premises: &Premises,
    town: &Town,
    lexicon: &Lexicon,
    chance: &mut Chance,
) -> (String, String) {
    let kind = premises.kind.name;
    let chains: Vec<_> = CHAINS.iter().filter(|chain| chain.0 == kind).collect();
    let chained = match kind {
        "supermarket" | "bank" | "bookmaker" | "mobile mast" => 1.0,
        "pharmacy" | "parking" => 0.6,
        "convenience" | "shop" | "cafe" => 0.14,
        _ => 0.07,
    };
    if !chains.is_empty() && chance.happens(chained) {
        let (_, trading, legal) = chance.pick(&chains);
        return ((*legal).to_owned(), (*trading).to_owned());
    }
    let owner = Owner::draw(kind, lexicon, chance);
    let trading = trading_name(kind, &owner, town, premises.site, chance);
    let legal = legal_name(kind, &trading, &owner, chance);
    (legal, trading)
}

/// The person behind a small business.
struct Owner {
    background: Background,
    title: &'static str,
    given: &'static str,
    family: String,
}

impl Owner {
    fn draw(kind: &str, lexicon: &Lexicon, chance: &mut Chance) -> Self {
        let shares = Background::ALL.map(|background| {
            let share = background.shares().0;
            // Food and corner shops are kept by newcomers' families more than by others.
            let food = matches!(kind, "takeaway" | "convenience" | "restaurant");
            if food && !background.is_british() { share * 4.0 } else { share }
        });
        let background = Background::ALL[chance.weighed(&shares)];
        let sex = if chance.happens(0.35) { Sex::Female } else { Sex::Male };
        let given = lexicon.given(lexicon.draw_given(background, sex, 1975, chance));
        let family = lexicon.family(lexicon.gendered(lexicon.draw_family(background, chance), sex));
        Self { background, title: if sex == Sex::Male { "Mr" } else { "Mrs" }, given, family }
    }
}

/// The name over the door.
fn trading_name(kind: &str, owner: &Owner, town: &Town, site: u32, chance: &mut Chance) -> String {
    let kind = if kind == "takeaway" { cuisine(owner.background) } else { kind };
    let street = &town.street(site).name;
    let locality = town.locality(site).name;
    let lists: Vec<&str> =
        PATTERNS.iter().filter(|pattern| pattern.0 == kind).map(|pattern| pattern.1).collect();
    if lists.is_empty() {
        let does = if kind == "office" { OFFICES } else { WORKS };
        return format!("{} {}", company_stem(owner, locality, chance), one_of(does, chance));
    }
    let pattern = one_of(chance.word(&lists), chance);
    let stem = street.rsplit_once(' ').map_or(street.as_str(), |(stem, _)| stem);
    pattern
        .replace("{given}", owner.given)
        .replace("{family}", &owner.family)
        .replace("{locality}", locality)
        .replace("{street}", street)
        .replace("{stem}", stem)
        .replace("{adjective}", one_of(ADJECTIVES, chance))
        .replace("{pub}", one_of(PUBS, chance))
        .replace("{shop}", one_of(SHOPS, chance))
}

/// One of the words or phrases between bars.
fn one_of(words: &'static str, chance: &mut Chance) -> &'static str {
    let count = words.split('|').count() as u32;
    words.split('|').nth(chance.below(count) as usize).unwrap_or_default()
}

/// The kind of takeaway a family of that background keeps.
fn cuisine(background: Background) -> &'static str {
    match background {
        Background::Chinese => "chinese takeaway",
        Background::Pakistani | Background::Bangladeshi | Background::IndianHindu | Background::Sikh => {
            "asian takeaway"
        }
        Background::Arabic | Background::Somali => "arabic takeaway",
        Background::Polish | Background::Romanian => "eastern takeaway",
        Background::WestAfrican | Background::Caribbean => "african takeaway",
        _ => "british takeaway",
    }
}

fn company_stem(owner: &Owner, locality: &str, chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => owner.family.clone(),
        1 => locality.to_owned(),
        2 => {
            let first = one_of("Nor|Mer|Pen|Tek|Aqua|Omni|Pro|Vol|Alt|Cor|Den|Syn", chance);
            format!("{first}{}", one_of("tech|tex|fab|line|dale|mark|pak|form|wave|stead", chance))
        }
        _ => initials(owner),
    }
}

fn first(text: &str) -> String {
    text.chars().next().map(String::from).unwrap_or_default()
}

fn initials(owner: &Owner) -> String {
    format!("{} {}", first(owner.given), owner.family)
}

/// The name in law: a company of the same name, of another, or the owner.
fn legal_name(kind: &str, trading: &str, owner: &Owner, chance: &mut Chance) -> String {
    match kind {
        "primary school" | "secondary school" if chance.happens(0.5) => {
            return chance
                .word(&["Northmere City Council", "Meridian Learning Trust", "Aspire North Academies Trust"])
                .to_owned();
        }
        "pub" if chance.happens(0.5) => {
            return chance
                .word(&["Hammerton Taverns Ltd", "Old Mill Pub Company Ltd", "Cask & Key Inns PLC"])
                .to_owned();
        }
        "church hall" | "surgery" | "club" => return trading.to_owned(),
        _ => {}
    }
    let plain = trading.replace('\'', "");
    match chance.weighed(&[40.0, 26.0, 10.0, 14.0, 10.0]) {
        0 => format!("{plain} Ltd"),
        1 => format!("{} {} {}", owner.title, owner.given, owner.family),
        2 => format!("{} & {}", initials(owner), if chance.happens(0.5) { "Sons" } else { "Partners" }),
        3 => format!("{plain} (UK) Limited"),
        _ => format!("{}{} Holdings Ltd", first(owner.given), first(&owner.family)),
    }
}
