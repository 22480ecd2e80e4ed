import Testing
import VerbatimArithmetic

/// One elementary function and the digest of what an implementation from outside computes for it.
struct ElementaryOracle: Sendable, CustomTestStringConvertible {
    let name: String
    let function: @Sendable (Float) -> Float
    /// SHA-256 of the results for `arguments` as little-endian words.
    ///
    /// Computed with CORE-MATH's correctly rounded functions; sigmoid, erfInverse and digamma with MPFR or checked by it.
    /// Every NaN is made canonical.
    let digest: String
    /// The same for `denseArguments`, for functions that have kernels.
    let denseDigest: String?

    var testDescription: String { name }

    /// 65,536 arguments whose bits are the multiples of 65,537: all signs and exponents, infinities, NaN.
    static let arguments: [Float] = (0..<65536).map { Float(bitPattern: UInt32($0) * 65537) }

    /// 1,047,808 arguments whose bits are the multiples of 4,099, which leave no exponent out and 2,046 of each sign subnormal.
    static let denseArguments: [Float] = (0..<1_047_808).map { Float(bitPattern: UInt32($0) * 4099) }

    static let all: [ElementaryOracle] = [
        .init(
            name: "acos", function: CorrectlyRounded.acos,
            digest: "a7ced6c9a39ffda3df950af9a34ad87c583ba044c73575746f59621ea48ea57f",
            denseDigest: "f8e30a9eba852db119042837233b6c47700de57d898b0acad1a1b20cf6d21a71"),
        .init(
            name: "acosh", function: CorrectlyRounded.acosh,
            digest: "4b444c865e815c1a02e708ac5c93b85a23e12da418c872d2e58b2001b50b6dae",
            denseDigest: "2e45ae7ab4df66087abad4035e84c8a252c0f24382f31273829ff4fa9b814711"),
        .init(
            name: "asin", function: CorrectlyRounded.asin,
            digest: "d3e7594123d65fd8be734f2aac0966efe765316b137d58148038d19713cc5476",
            denseDigest: "13bddc50ca748e17e79ded227410169118a6ec8b460f5d501c8dc38fadad89b8"),
        .init(
            name: "asinh", function: CorrectlyRounded.asinh,
            digest: "ccdea38037b7f89c6607b7dc94ea68a83794e6b9bc861fae81bf1739c1e9e72a",
            denseDigest: "c290f905c8e788031e748d585c22d14e83e825cb4451b4bc74d939020c15d8d6"),
        .init(
            name: "atan", function: CorrectlyRounded.atan,
            digest: "ebe30336997bd29f6ee7d88d6609123ff0cecb8ab645b96eef0749d943f2e09a",
            denseDigest: "af32e46b75985285f0046d1716fc77cba05277c89440c94b2b2558794884f0b3"),
        .init(
            name: "atanh", function: CorrectlyRounded.atanh,
            digest: "bf1eb279e35c8bf4696ed060b794c02c6f10edea981fbfbd38565f59aabfeb7c",
            denseDigest: "cbb6da7095cab4a920c00d1149600aa94e2c1fdf05508c297fd5c10458e86a28"),
        .init(
            name: "cbrt", function: CorrectlyRounded.cbrt,
            digest: "c619cc662e17c940b14853420121264f3787dd635125740bc465a0d939f3d5cd",
            denseDigest: "da73b53dac80393f9cdd1a533e6e632dd965ac4143e09e436b5a76451d4b85e7"),
        .init(
            name: "cos", function: CorrectlyRounded.cos,
            digest: "c7bb5a1add52f274cbc93b2be4aae040421ea12797cdb5a00d57ab3df757c906",
            denseDigest: "1689e89161080c799816d5af4e8aceeb1a3fadf561d5f8623f1f896495c092b9"),
        .init(
            name: "cosh", function: CorrectlyRounded.cosh,
            digest: "425101d478ba94b33a330df9f9aa18495e7dee76367756aaa26d2bdcd38dad27",
            denseDigest: "6c8c9e58d60c2fd2fb1951af95384075b5421360a244868150b1cc0108ede86a"),
        .init(
            name: "erf", function: CorrectlyRounded.erf,
            digest: "81352ed6cd1c41be17ada1f7658b640025f6bd3f32539fc5b0c700cbf6297de0",
            denseDigest: "4bf8048f41e432ff3f8eab05dd52cf1ab8702212c18bea2850b69508ecc4905b"),
        .init(
            name: "erfc", function: CorrectlyRounded.erfc,
            digest: "9bdacb9bead1eeee203740a8d6ca402fc4f0e9e111f2ff752dad961ae166fb5c",
            denseDigest: "8346a77077d869002d7447970d25f6353fb3fce63e8ae230db0d08b686189ed6"),
        .init(
            name: "exp", function: CorrectlyRounded.exp,
            digest: "10a8a5ff4e11acc39a84fc1b3bb0c6a42cf56fe66d31ebf99051616835fca064",
            denseDigest: "85ed5f11906a0393121a7fdbc05b343c798d77268b2198c7b1e7f0ddce357424"),
        .init(
            name: "exp2", function: CorrectlyRounded.exp2,
            digest: "61b32d6856603d9c17355fd0ec5f153762e0b446efbbe694c9602dc55401c914",
            denseDigest: "9e575973f734c0ac331985df5c8ec4bd86561fbedd934762a5d603036a86ecf1"),
        .init(
            name: "expm1", function: CorrectlyRounded.expm1,
            digest: "24f9c466d087e90e9770358fe4a342033a64ac5b3f07f7f6f6df8e272c9619b8",
            denseDigest: "83a6cff5fdcf9b0236b41e256d69796f2da209bd4dd9cd11993aa0cdb35d26f9"),
        .init(
            name: "lgamma", function: CorrectlyRounded.lgamma,
            digest: "e733f1dd4d91f2a623d81489dceda9d4ece78d8ac306bfef5f650bec42514399",
            denseDigest: nil),
        .init(
            name: "log", function: CorrectlyRounded.log,
            digest: "05ee9faed346108d06e288fa57ff25913a53547885d601df69f30652d8167caf",
            denseDigest: "eabbb07f9dce9d4f5d2694a8bba9c2132b25fa03bfb18a1f3a57c7c338caa3a8"),
        .init(
            name: "log10", function: CorrectlyRounded.log10,
            digest: "4856190f7792b624d992bafec668c7fd53c6e9bd02c31c2876402f2cbeee723c",
            denseDigest: "6239cc10622f4b8909d1474f49f7d32b68ed67fde8db4a5707771e0922ac8fe3"),
        .init(
            name: "log1p", function: CorrectlyRounded.log1p,
            digest: "236baf46f957c63502fed38593d9fc28a17f7b4a4113bb6cabb7379d482546ca",
            denseDigest: "9e8e2479736073b8928dc96a047466b29803a7390bb70bf1d1d9f867447c520a"),
        .init(
            name: "log2", function: CorrectlyRounded.log2,
            digest: "4712af9091e515e0db1cc0c0e73856e4d8030be574b7e20b88150309948977b9",
            denseDigest: "cd2a785df0737cdbfdcd8c532fb75ae0720ec0264a76e2116ce7ba42382fe4a7"),
        .init(
            name: "rsqrt", function: CorrectlyRounded.rsqrt,
            digest: "1ea9f812766ee0ecf4b5f0170760741d3a5992efdd4ace41f954db875a71ad7d",
            denseDigest: "5751585e4aa85e5c464f89729963f1e878ea6d49efd6b6e304d18ccf176be0f0"),
        .init(
            name: "sigmoid", function: CorrectlyRounded.sigmoid,
            digest: "c3e216396843de161993e3382efae4f880ec8947d390896484a98310bebbeeed",
            denseDigest: "cedd87a0ac30efb8eacbe3d3a0c02c80331c3d370738bfabb9a9283babe17a73"),
        .init(
            name: "sin", function: CorrectlyRounded.sin,
            digest: "8b517b29f560f8d4919eef3c0a4463117090c73f4763d4dc77ce7c1ebe83880b",
            denseDigest: "9a2ba49306ef97807dcf088d602d85ad14c6eef60e78742730522476bd1ad4b0"),
        .init(
            name: "sinh", function: CorrectlyRounded.sinh,
            digest: "edd95a9dd1b14cf3947cdbadfad1a2667c91bcbf30b691533d61ea80d3023429",
            denseDigest: "fdd5726d2bfb9a1f6d67b1c55b0c28194456ab2606891d382f93989fc8c73a8e"),
        .init(
            name: "sqrt", function: CorrectlyRounded.sqrt,
            digest: "76f7d3482be65da3c1b79811755ac7f675457667475c0a45c56659bf82bd6917",
            denseDigest: "c077a8ecfa82098fe29f0ddadfb68badfd4449937dbebbdd089aea97a36ad791"),
        .init(
            name: "tan", function: CorrectlyRounded.tan,
            digest: "ee291534875ef7b4898c5f2953312c022240b9eb338253e956e624e065637b16",
            denseDigest: "e9bf9e46f7c1f4af46aae9974b23f2c04ec34b33bb959c416527f539248015c6"),
        .init(
            name: "tanh", function: CorrectlyRounded.tanh,
            digest: "38075c3c3e09b2401459fd972d88e968c327551c6c1528ab569bc091a36238a7",
            denseDigest: "944a969244b77fd03dc0c9e098c1b3264a9e0e54f88ce6c16ca52aa73fe6680f"),
        .init(
            name: "digamma", function: CorrectlyRounded.digamma,
            digest: "422cda50beec54178c8560cbdcf511914578b0c9d1cf4e3e5132c2c9cd2bb457",
            denseDigest: nil),
        .init(
            name: "erfInverse", function: CorrectlyRounded.erfInverse,
            digest: "5939a3d189b7f8f3073617a7ce6f00de67982af12d51c4e876efca9c28fffebb",
            denseDigest: "ad5453fbd4a8a49f9ce66e65c1d938a1c221a165a2160d37326f0b8fa48e25f0"),
    ]
}
