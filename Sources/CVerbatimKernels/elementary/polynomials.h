/* Minimax polynomials for f64, found by Remez' exchange; the comment is the largest relative error of the function.
 *
 * Any evaluation is allowed, for the result is rounded correctly whatever the polynomial: an argument that these cannot
 * settle goes to the exact evaluation. Coefficients ascend. */
#ifndef VB_ELEMENTARY_POLYNOMIALS_H
#define VB_ELEMENTARY_POLYNOMIALS_H

/* e^r = 1 + r + r^2 q(r), |r| <= ln(2)/2, relative to e^r: 2^-45.8 */
static const double EXP_ONLY_Q[8] = {
    0x1.fffffffff10a7p-2, 0x1.555555558b2fdp-3, 0x1.5555557e63cbap-5, 0x1.1111108bbab09p-7,
    0x1.6c163ae185560p-10, 0x1.a01b78d06465dp-13, 0x1.a16f8765c0342p-16, 0x1.70fea0dbde86ap-19,
};

/* e^r - 1 = r + r^2 q(r), |r| <= ln(2)/2: 2^-46.0 */
static const double EXP_Q[9] = {
    0x1.fffffffffe5d1p-2, 0x1.5555555553b2bp-3, 0x1.5555555affab6p-5, 0x1.1111111c622c9p-7,
    0x1.6c16ac452be48p-10, 0x1.a019ad196ec13p-13, 0x1.a054662df7b34p-16, 0x1.72c7f0db4d32bp-19,
    0x1.e4e87d8dfa698p-23,
};

/* ln(1 + f) = f + f^2 q(f), 1 + f in [sqrt(1/2), sqrt(2)]: 2^-45.9 */
static const double LOG_Q[16] = {
    -0x1.000000000195dp-1, 0x1.5555555557d3ep-2, -0x1.fffffff6a2ee6p-3, 0x1.9999998cda49bp-3,
    -0x1.55555952faaabp-3, 0x1.249250de05b88p-3, -0x1.fffe845d807b3p-4, 0x1.c718b08792f29p-4,
    -0x1.99bc850173264p-4, 0x1.74ce2e10b9167p-4, -0x1.53cb206b18f18p-4, 0x1.344bde0efd888p-4,
    -0x1.29c8c867ad74cp-4, 0x1.426656152ea79p-4, -0x1.25079fbc7d41dp-4, 0x1.06bd64ee27aafp-5,
};

/* sin r = r + r^3 p(r^2), |r| <= pi/2: 2^-43.7 */
static const double SIN_P[6] = {
    -0x1.555555554711ap-3, 0x1.1111110a54997p-7, -0x1.a019fd58c9285p-13, 0x1.71dcf82ba97b2p-19,
    -0x1.ae03f165ebef3p-26, 0x1.52db6345b5213p-33,
};

/* sin r = r + r^3 p(r^2), |r| <= pi/4: 2^-47.5 */
static const double SIN_QUARTER_P[5] = {
    -0x1.5555555552239p-3, 0x1.1111110c870f3p-7, -0x1.a019f938f9fb1p-13, 0x1.71d76cbe1860ep-19,
    -0x1.a9617894d2499p-26,
};

/* cos r = 1 + r^2 p(r^2), |r| <= pi/4: 2^-53.9 */
static const double COS_QUARTER_P[6] = {
    -0x1.fffffffffff96p-2, 0x1.555555554f0a1p-5, -0x1.6c16c16409e65p-10, 0x1.a019f81be4d6ap-16,
    -0x1.27df45a9d4b47p-22, 0x1.1b8b79de6f558p-29,
};

/* erf a = 1 - e^(-a q(a)), 0 <= a <= 4: 2^-43.3 */
static const double ERF_Q[17] = {
    0x1.20dd750429d42p+0, 0x1.45f306dc6324ep-1, 0x1.a4f4e2eaff6bep-4, -0x1.396697cf4a884p-6,
    -0x1.b66b4ccb830d4p-13, 0x1.bc78074ac1bb6p-10, -0x1.343aa00b1620fp-11, 0x1.5fc6147528e39p-16,
    0x1.2ec8e56218d5fp-14, -0x1.429e1a07ebf12p-15, 0x1.641e9cb4cecd2p-17, -0x1.77eb9349f9e7cp-20,
    -0x1.eb12455937343p-24, 0x1.87be9858ea4f0p-24, -0x1.4008691356bbfp-26, 0x1.02664d7fa4bb6p-29,
    -0x1.5d9e1b85bbac8p-34,
};

/* e^(x^2) erfc x = g((x - 2) / (x + 2)), 0 <= x <= 10.1: 2^-43.6 */
static const double ERFC_G[18] = {
    0x1.058671b52c852p-2, -0x1.b57034efd2ac8p-2, 0x1.eeea7dc889093p-3, -0x1.437f0b6a3986ep-4,
    0x1.e94716e28c67ep-9, 0x1.ca95ef6617bd7p-8, -0x1.bc25f70cfbf05p-11, -0x1.016bb849bc9bep-10,
    0x1.6d86c55e37e81p-15, 0x1.6dbbca0f0e770p-13, 0x1.cc822576f9034p-16, -0x1.d0fe7d61eb7fcp-16,
    -0x1.cec7e6402fc67p-17, 0x1.cee324a8367dcp-20, 0x1.e046e0e15a7bcp-19, 0x1.84a1c4b924818p-21,
    -0x1.c02fd929cf2ddp-22, -0x1.6d84a63fa7feep-23,
};

/* arctan t = t + t^3 p(t^2), 0 <= t <= 1: 2^-44.5 */
static const double ATAN_P[15] = {
    -0x1.55555555190ecp-2, 0x1.9999996740146p-3, -0x1.249241bba395ep-3, 0x1.c71b552797449p-4,
    -0x1.745047b58c7d7p-4, 0x1.3ab299f20b718p-4, -0x1.0f0ff5e47fc60p-4, 0x1.d281cf0191c7cp-5,
    -0x1.8314d7c0cf283p-5, 0x1.255e9d780a45dp-5, -0x1.7bbea3e82cd88p-6, 0x1.854a1ae259cb7p-7,
    -0x1.20fb75f070011p-8, 0x1.0fda1c6034fa3p-10, -0x1.e1dcc5d60a637p-14,
};

/* arcsin s = s + s^3 p(s^2), 0 <= s <= 1/2: 2^-43.9 */
static const double ASIN_P[9] = {
    0x1.555555565af07p-3, 0x1.333331f1fb248p-4, 0x1.6db762e3ff16dp-5, 0x1.f1ab399e1aa03p-6,
    0x1.7028745d3aed0p-6, 0x1.0e0d1151c9563p-6, 0x1.30ee2f9eb277dp-6, -0x1.7178c7dfa5da8p-9,
    0x1.058809c8059f4p-5,
};

/* erf^-1(x) = x p(w - 3), w = -ln(1 - x^2) <= 6: 2^-46.6 */
static const double ERFINV_CENTER[19] = {
    0x1.9fa072ed72d7bp+0, 0x1.eedbebdce795ap-3, -0x1.780def1ce71c2p-8, -0x1.b6666b17605e8p-11,
    0x1.9912c022ecb9dp-13, -0x1.aab13c0830e6ep-17, -0x1.d539aed619bc8p-20, 0x1.e32aed76e0c01p-22,
    -0x1.96fce7d20f8d8p-26, -0x1.77af739f7d2c8p-28, 0x1.317454eb12fbap-30, -0x1.151bdf9b16939p-35,
    -0x1.32c02d3da8fccp-36, 0x1.7e37289e901f6p-39, 0x1.9a4215012f96dp-46, -0x1.f27a8fe540333p-45,
    0x1.58f4cfc2ef7efp-48, 0x1.1fca58203f30bp-51, -0x1.714ec34df8650p-54,
};

/* erf^-1(x) = x p(sqrt(w) - 3.25), w in [6, 16.8]: 2^-45.8 */
static const double ERFINV_TAIL[17] = {
    0x1.8abcc380d5a5fp+1, 0x1.0158a6d640ba1p+0, 0x1.5ffcfe58aa83ap-8, -0x1.ebadab1d94162p-9,
    0x1.468eed7980848p-9, -0x1.ba925a24d8d28p-10, 0x1.f3cc2745f6c8ep-11, -0x1.74450b1ca6208p-12,
    0x1.9353d575194dcp-16, 0x1.1e20f051cd31ap-14, -0x1.8d35621aaf69dp-15, 0x1.a8dde04567683p-17,
    0x1.91196017f19aap-19, -0x1.217d57acf9378p-18, 0x1.812de3844ed5fp-20, 0x1.270f53e33d3cbp-22,
    -0x1.068384eaacc1cp-22,
};

#endif
