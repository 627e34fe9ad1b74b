"""Who stands for akim has no say here until the vote."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from oversight import access, calendar
from oversight.calendar import today
from oversight.models import Election, User
from reports.removals import erasure_requests


@pytest.fixture
def election(aksu):
    return Election.objects.create(
        place=aksu, called_on=today(), vote_on=today() + timedelta(days=40), source="№ 5"
    )


def again(user):
    return User.objects.get(pk=user.pk)


def test_a_candidate_moderates_nothing_until_the_vote(election, madina, signed_in):
    before = signed_in(madina).get("/moderation/").status_code
    election.candidacies.create(user=madina)

    during = signed_in(again(madina)).get("/moderation/").status_code
    with calendar.as_of(election.vote_on + timedelta(days=1)):
        side_after = again(madina).side

    assert (before, during, side_after) == (200, 404, "moderator")


def test_a_candidate_speaks_for_no_group_until_the_vote(election, dostyk):
    symbat = dostyk.members.get()
    before = list(access.groups_of(symbat)), erasure_requests.bodies_of(symbat)
    election.candidacies.create(user=symbat)

    during = list(access.groups_of(symbat)), erasure_requests.bodies_of(symbat)
    with calendar.as_of(election.vote_on + timedelta(days=1)):
        after = list(access.groups_of(symbat))

    assert before == ([dostyk], ["group:dostyk"])
    assert during == ([], [])
    assert after == [dostyk]


def test_others_keep_their_say(election, madina, baurzhan):
    election.candidacies.create(user=madina)

    assert again(baurzhan).side == "moderator"


def test_an_election_runs_on_both_its_days(election):
    days = [election.called_on, election.vote_on]
    outside = [days[0] - timedelta(days=1), days[1] + timedelta(days=1)]

    assert [Election.objects.running(day).count() for day in days + outside] == [1, 1, 0, 0]


def test_an_election_in_the_whole_country_touches_every_place(aksu):
    Election.objects.create(called_on=today(), vote_on=today(), source="№ 5")

    assert Election.objects.touching(aksu).count() == 1


def test_a_vote_cannot_come_before_its_call(aksu):
    with pytest.raises(IntegrityError):
        Election.objects.create(
            called_on=today(), vote_on=today() - timedelta(days=1), source="№ 5"
        )
