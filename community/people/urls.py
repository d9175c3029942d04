"""Everything under /account/. Of allauth's routes those that are used, by allauth's names."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.urls import include, path, re_path

from community.people import (
    account_views,
    address_views,
    code_views,
    language_views,
    number_views,
)
from community.people.code_forms import PhoneCodeForm
from community.people.proof import proof_required

customer = [
    path("", account_views.home, name="home"),
    path("orders/", account_views.orders, name="orders"),
    path("profile/", account_views.profile, name="profile"),
    path("phone/", number_views.phone, name="phone"),
    path("addresses/", address_views.addresses, name="addresses"),
    path("addresses/new/", address_views.new_address, name="address-new"),
    path("addresses/<int:pk>/", address_views.address, name="address"),
    path("addresses/<int:pk>/delete/", address_views.delete_address, name="address-delete"),
]

password = [
    path("change/", allauth_views.password_change, name="account_change_password"),
    path("set/", number_views.set_password, name="account_set_password"),
    path("reset/", allauth_views.password_reset, name="account_reset_password"),
    path("reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

login = allauth_views.LoginView.as_view(extra_context={"code_form": PhoneCodeForm})
# Oscar's staff pages and models know the same pages by these names.
oscars_names = [
    path("", account_views.home, name="summary"),
    path("profile/", account_views.profile, name="profile-view"),
    path("addresses/", address_views.addresses, name="address-list"),
    path("logout/", allauth_views.logout, name="logout"),
    path("login/", login, name="login"),
]

urlpatterns = [
    path("language/", language_views.set_language, name="set_language"),
    path("login/", login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("code/", code_views.code, name="account_code"),
    path("code/check/", code_views.code_check, name="account_code_check"),
    path("code/name/", code_views.code_name, name="account_code_name"),
    path("proof/", number_views.proof, name="account_proof"),
    path("signup/", code_views.signup, name="account_signup"),
    path("signup/email/", allauth_views.signup, name="account_signup_email"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("email/", proof_required(allauth_views.email), name="account_email"),
    path("email/confirm/<str:key>/", allauth_views.confirm_email, name="account_confirm_email"),
    path("password/", include(password)),
    path("line/", include("community.people.line_urls")),
    path("", include((customer + oscars_names, "customer"))),
]
