"""What breaks a promise of slips: by back doors that no code of ours has."""

from __future__ import annotations

SLIP_BREAKS = {
    "a_slip_shows_money_that_came": (
        "INSERT INTO slips_slip (key, payment_id, state, bank_code, reference, is_read, digest,"
        " flags, sent_at, why, attempt_id, amount)"
        " SELECT gen_random_uuid(), payment_id, 'confirmed', '', '', false, '1', '[]', now(), '',"
        " id, 1 FROM payments_attempt WHERE state = 'succeeded' LIMIT 1"
    ),
    "a_line_of_the_bank_is_booked_as_it_is": (
        "WITH file AS (INSERT INTO slips_bankfile (key, name, digest, layout, first_at, last_at,"
        " brought_by_id, brought_at) SELECT gen_random_uuid(), 'x', '1', 'signed', now(), now(),"
        " min(id), now() FROM people_user RETURNING id)"
        " INSERT INTO slips_bankline (file_id, row, at, has_time, amount, text, reference,"
        " fingerprint, state, why, what, note, payment_id, attempt_id)"
        " SELECT file.id, 1, now(), true, 1, '', '', '1', 'done', 'hand', '', '', a.payment_id,"
        " a.id FROM file, payments_attempt a WHERE a.state = 'succeeded' LIMIT 1"
    ),
}
