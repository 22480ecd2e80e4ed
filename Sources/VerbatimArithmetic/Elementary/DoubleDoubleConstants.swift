/// Constants: every entry is the named number rounded to f64, and its remainder rounded to f64.
extension DoubleDouble {
    /// ln 2.
    static let ln2 = Self(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
    /// What is left of ln 2.
    static let ln2Tail = 0x1.7b57a079a1934p-111
    /// 1 / ln 2.
    static let inverseLn2 = Self(0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56)
    /// 1 / ln 10.
    static let inverseLn10 = Self(0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57)
    /// π.
    static let pi = Self(0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53)
    /// π / 2.
    static let halfPi = Self(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
    /// 2 / √π.
    static let twoOverRootPi = Self(0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56)
    /// 1 / √π.
    static let inverseRootPi = Self(0x1.20dd750429b6dp-1, 0x1.1ae3a914fed80p-57)
    /// ln(2π) / 2.
    static let halfLnTwoPi = Self(0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55)
    /// ln π.
    static let lnPi = Self(0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57)
    /// Euler's constant γ.
    static let eulerGamma = Self(0x1.2788cfc6fb619p-1, -0x1.6cb90701fbfabp-58)
    /// `1 / n!`, from n = 0.
    static let inverseFactorials: [DoubleDouble] = [
        .init(0x1.0000000000000p+0, 0x0.0p+0),
        .init(0x1.0000000000000p+0, 0x0.0p+0),
        .init(0x1.0000000000000p-1, 0x0.0p+0),
        .init(0x1.5555555555555p-3, 0x1.5555555555555p-57),
        .init(0x1.5555555555555p-5, 0x1.5555555555555p-59),
        .init(0x1.1111111111111p-7, 0x1.1111111111111p-63),
        .init(0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65),
        .init(0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73),
        .init(0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76),
        .init(0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73),
        .init(0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76),
        .init(0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80),
        .init(0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83),
        .init(0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87),
        .init(0x1.93974a8c07c9dp-37, 0x1.05d6f8a2efd1fp-92),
        .init(0x1.ae7f3e733b81fp-41, 0x1.1d8656b0ee8cbp-97),
        .init(0x1.ae7f3e733b81fp-45, 0x1.1d8656b0ee8cbp-101),
        .init(0x1.952c77030ad4ap-49, 0x1.ac981465ddc6cp-103),
        .init(0x1.6827863b97d97p-53, 0x1.eec01221a8b0bp-107),
        .init(0x1.2f49b46814157p-57, 0x1.2650f61dbdcb4p-112),
        .init(0x1.e542ba4020225p-62, 0x1.ea72b4afe3c2fp-120),
        .init(0x1.71b8ef6dcf572p-66, -0x1.d043ae40c4647p-120),
        .init(0x1.0ce396db7f853p-70, -0x1.aebcdbd20331cp-124),
        .init(0x1.761b41316381ap-75, -0x1.3423c7d91404fp-130),
        .init(0x1.f2cf01972f578p-80, -0x1.9ada5fcc1ab14p-135),
        .init(0x1.3f3ccdd165fa9p-84, -0x1.58ddadf344487p-139),
        .init(0x1.88e85fc6a4e5ap-89, -0x1.71c37ebd16540p-143),
        .init(0x1.d1ab1c2dccea3p-94, 0x1.054d0c78aea14p-149),
        .init(0x1.0a18a2635085dp-98, 0x1.b9e2e28e1aa54p-153),
        .init(0x1.259f98b4358adp-103, 0x1.eaf8c39dd9bc5p-157),
        .init(0x1.3932c5047d60ep-108, 0x1.832b7b530a627p-162),
    ]
    /// `1 / (2 n + 1)`, from n = 0.
    static let inverseOdds: [DoubleDouble] = [
        .init(0x1.0000000000000p+0, 0x0.0p+0),
        .init(0x1.5555555555555p-2, 0x1.5555555555555p-56),
        .init(0x1.999999999999ap-3, -0x1.999999999999ap-57),
        .init(0x1.2492492492492p-3, 0x1.2492492492492p-57),
        .init(0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58),
        .init(0x1.745d1745d1746p-4, -0x1.745d1745d1746p-59),
        .init(0x1.3b13b13b13b14p-4, -0x1.3b13b13b13b14p-58),
        .init(0x1.1111111111111p-4, 0x1.1111111111111p-60),
        .init(0x1.e1e1e1e1e1e1ep-5, 0x1.e1e1e1e1e1e1ep-61),
        .init(0x1.af286bca1af28p-5, 0x1.af286bca1af28p-59),
        .init(0x1.8618618618618p-5, 0x1.8618618618618p-59),
        .init(0x1.642c8590b2164p-5, 0x1.642c8590b2164p-60),
        .init(0x1.47ae147ae147bp-5, -0x1.eb851eb851eb8p-61),
        .init(0x1.2f684bda12f68p-5, 0x1.2f684bda12f68p-59),
        .init(0x1.1a7b9611a7b96p-5, 0x1.1a7b9611a7b96p-61),
        .init(0x1.0842108421084p-5, 0x1.0842108421084p-60),
        .init(0x1.f07c1f07c1f08p-6, -0x1.f07c1f07c1f08p-61),
        .init(0x1.d41d41d41d41dp-6, 0x1.0750750750750p-60),
        .init(0x1.bacf914c1bad0p-6, -0x1.bacf914c1bad0p-60),
        .init(0x1.a41a41a41a41ap-6, 0x1.0690690690690p-60),
        .init(0x1.8f9c18f9c18fap-6, -0x1.f3831f3831f38p-61),
        .init(0x1.7d05f417d05f4p-6, 0x1.7d05f417d05f4p-62),
        .init(0x1.6c16c16c16c17p-6, -0x1.f49f49f49f49fp-61),
    ]
    /// `B(2n) / (2n (2n - 1))`, from n = 1: the terms of Stirling's series.
    static let stirling: [DoubleDouble] = [
        .init(0x1.5555555555555p-4, 0x1.5555555555555p-58),
        .init(-0x1.6c16c16c16c17p-9, 0x1.f49f49f49f49fp-64),
        .init(0x1.a01a01a01a01ap-11, 0x1.a01a01a01a01ap-71),
        .init(-0x1.3813813813814p-11, 0x1.fb1fb1fb1fb20p-65),
        .init(0x1.b951e2b18ff23p-11, 0x1.5c3a9ce01b952p-65),
        .init(-0x1.f6ab0d9993c7dp-10, 0x1.f82553c999b0ep-64),
        .init(0x1.a41a41a41a41ap-8, 0x1.0690690690690p-62),
        .init(-0x1.e4286cb0f5398p-6, 0x1.1efcdab896745p-61),
        .init(0x1.6fe96381e0680p-3, -0x1.79e2405a71f88p-61),
        .init(-0x1.6476701181f3ap+0, 0x1.24246319da678p-56),
        .init(0x1.ace44322ce006p+3, -0x1.62c2b1bbcdd32p-51),
        .init(-0x1.39b2525cccc1bp+7, 0x1.52604768a30fcp-47),
        .init(0x1.12234e81b4e82p+11, -0x1.2c5f92c5f92c6p-43),
        .init(-0x1.1a198ae1c4ab8p+15, 0x1.4c012227b696ep-41),
        .init(0x1.51a2089a6e11ap+19, 0x1.c219ee4fdc447p-36),
        .init(-0x1.d1089b142d357p+23, -0x1.e2030b4d5de20p-31),
    ]
    /// `B(2n) / 2n`, from n = 1: the terms of the digamma function's series.
    static let harmonic: [DoubleDouble] = [
        .init(0x1.5555555555555p-4, 0x1.5555555555555p-58),
        .init(-0x1.1111111111111p-7, -0x1.1111111111111p-63),
        .init(0x1.0410410410410p-8, 0x1.0410410410410p-62),
        .init(-0x1.1111111111111p-8, -0x1.1111111111111p-64),
        .init(0x1.f07c1f07c1f08p-8, -0x1.f07c1f07c1f08p-63),
        .init(-0x1.5995995995996p-6, 0x1.9a99a99a99a9ap-60),
        .init(0x1.5555555555555p-4, 0x1.5555555555555p-58),
        .init(-0x1.c5e5e5e5e5e5ep-2, -0x1.7979797979798p-56),
        .init(0x1.86e7f9b9fe6e8p+1, -0x1.9180646019180p-57),
        .init(-0x1.a74ca514ca515p+4, 0x1.ad759ad759ad7p-51),
        .init(0x1.1975cc0ed7304p+8, -0x1.28cfc4a33f129p-46),
        .init(-0x1.c2f0566566566p+11, -0x1.5995995995996p-43),
        .init(0x1.ac572aaaaaaabp+15, -0x1.5555555555555p-39),
        .init(-0x1.dc0b1a5cfbe16p+19, -0x1.73ef85973ef86p-35),
        .init(0x1.31fad7cbf3c00p+24, -0x1.e8188007a0620p-31),
        .init(-0x1.c280563b8bcbdp+28, 0x1.0d0d0d0d0d0d1p-26),
    ]
    /// `ζ(n) / n`, from n = 2.
    static let zetaOver: [DoubleDouble] = [
        .init(0x1.a51a6625307d3p-1, 0x1.1873d8912200cp-56),
        .init(0x1.9a4d55beab2d7p-2, -0x1.4c26d1b465993p-59),
        .init(0x1.151322ac7d848p-2, 0x1.b5f91211196e5p-57),
        .init(0x1.a8b9c17aa6149p-3, 0x1.2e826a4fdae1ap-58),
        .init(0x1.5b40cb100c306p-3, 0x1.4a79940f15696p-59),
        .init(0x1.2703a1dcea3aep-3, 0x1.6307fd0794ac4p-57),
        .init(0x1.010b36af86397p-3, -0x1.741a635b224a6p-59),
    ]
    /// `(ζ(n) - 1) / n`, from n = 2.
    static let zetaLessOneOver: [DoubleDouble] = [
        .init(0x1.4a34cc4a60fa6p-2, 0x1.1873d8912200cp-56),
        .init(0x1.13e001a557607p-4, -0x1.fb68be2f8821fp-58),
        .init(0x1.51322ac7d8483p-6, 0x1.afc89088cb729p-60),
        .init(0x1.e404fc218f5f2p-8, -0x1.e4a627cf1eb34p-62),
        .init(0x1.7add6eadb6c30p-9, -0x1.5b7828c7fd7f4p-64),
        .init(0x1.38ac5c2bf8e08p-10, -0x1.8a4c1cfd9cec8p-65),
        .init(0x1.0b36af86396e9p-11, -0x1.0698d6c892967p-65),
    ]
}
