//! Dates and times by a pattern, to ISO 8601 text.
//!
//! Knows the letters of the JDK's `DateTimeFormatter` that extracts use, English month names and optional sections. It
//! knows no clock and no time zone rules: an offset is kept as written.

mod fixed;
mod pattern;
mod reading;

pub(crate) use pattern::MomentPattern;

/// A date, a time or both, as far as the pattern told them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Moment {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) hour: Option<i8>,
    pub(crate) minute: Option<i8>,
    pub(crate) second: Option<i8>,
    pub(crate) nanosecond: u32,
    /// Minutes east of Greenwich.
    pub(crate) offset_minutes: Option<i16>,
}

impl Moment {
    /// Appends the date: `1987-03-12`, `1987-03` or `1987`, as precise as it is known.
    pub(crate) fn push_date(&self, out: &mut String) {
        let Some(year) = self.year else { return };
        push_digits(out, i32::from(year), 4);
        for part in [self.month, self.day] {
            let Some(part) = part else { return };
            out.push('-');
            push_digits(out, i32::from(part), 2);
        }
    }

    /// Appends the time: `09:05:00`, with a fraction only where it is not zero, and the offset where there is one.
    pub(crate) fn push_time(&self, out: &mut String) {
        let parts = [self.hour, self.minute, self.second];
        for (position, part) in parts.into_iter().enumerate() {
            if position > 0 {
                out.push(':');
            }
            push_digits(out, i32::from(part.unwrap_or(0)), 2);
        }
        if self.nanosecond > 0 {
            let fraction = format!("{:09}", self.nanosecond);
            out.push('.');
            out.push_str(fraction.trim_end_matches('0'));
        }
        match self.offset_minutes {
            None => {}
            Some(0) => out.push('Z'),
            Some(offset) => {
                out.push(if offset < 0 { '-' } else { '+' });
                let minutes = i32::from(offset.unsigned_abs());
                push_digits(out, minutes / 60, 2);
                out.push(':');
                push_digits(out, minutes % 60, 2);
            }
        }
    }

    /// Whether there is such a day and such a time.
    fn exists(&self) -> bool {
        let day_exists = match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => jiff::civil::Date::new(year, month, day).is_ok(),
            (_, month, day) => {
                month.is_none_or(|month| (1..=12).contains(&month))
                    && day.is_none_or(|day| (1..=31).contains(&day))
            }
        };
        let within = |part: Option<i8>, max: i8| part.is_none_or(|value| (0..=max).contains(&value));
        day_exists && within(self.hour, 23) && within(self.minute, 59) && within(self.second, 59)
    }
}

fn push_digits(out: &mut String, value: i32, width: usize) {
    let mut digits = [b'0'; 4];
    let mut rest = value.unsigned_abs();
    for place in digits.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    for digit in &digits[4 - width..] {
        out.push(char::from(*digit));
    }
}
