import Testing
import VerbatimArithmetic

/// One elementary function and the digest of what an implementation from outside computes for it.
struct ElementaryOracle: Sendable, CustomTestStringConvertible {
    let name: String
    let function: @Sendable (Float) -> Float
    /// SHA-256 of the results for `arguments` as little-endian words.
    ///
    /// Computed with CORE-MATH's correctly rounded functions, sigmoid with a 113-bit format, every NaN made canonical.
    let digest: String

    var testDescription: String { name }

    /// 65,536 arguments whose bits are the multiples of 65,537: all signs and exponents, infinities, NaN.
    static let arguments: [Float] = (0..<65536).map { Float(bitPattern: UInt32($0) &* 65537) }

    static let all: [ElementaryOracle] = [
        .init(
            name: "acos", function: CorrectlyRounded.acos,
            digest: "a7ced6c9a39ffda3df950af9a34ad87c583ba044c73575746f59621ea48ea57f"),
        .init(
            name: "acosh", function: CorrectlyRounded.acosh,
            digest: "4b444c865e815c1a02e708ac5c93b85a23e12da418c872d2e58b2001b50b6dae"),
        .init(
            name: "asin", function: CorrectlyRounded.asin,
            digest: "d3e7594123d65fd8be734f2aac0966efe765316b137d58148038d19713cc5476"),
        .init(
            name: "asinh", function: CorrectlyRounded.asinh,
            digest: "ccdea38037b7f89c6607b7dc94ea68a83794e6b9bc861fae81bf1739c1e9e72a"),
        .init(
            name: "atan", function: CorrectlyRounded.atan,
            digest: "ebe30336997bd29f6ee7d88d6609123ff0cecb8ab645b96eef0749d943f2e09a"),
        .init(
            name: "atanh", function: CorrectlyRounded.atanh,
            digest: "bf1eb279e35c8bf4696ed060b794c02c6f10edea981fbfbd38565f59aabfeb7c"),
        .init(
            name: "cbrt", function: CorrectlyRounded.cbrt,
            digest: "c619cc662e17c940b14853420121264f3787dd635125740bc465a0d939f3d5cd"),
        .init(
            name: "cos", function: CorrectlyRounded.cos,
            digest: "c7bb5a1add52f274cbc93b2be4aae040421ea12797cdb5a00d57ab3df757c906"),
        .init(
            name: "cosh", function: CorrectlyRounded.cosh,
            digest: "425101d478ba94b33a330df9f9aa18495e7dee76367756aaa26d2bdcd38dad27"),
        .init(
            name: "erf", function: CorrectlyRounded.erf,
            digest: "81352ed6cd1c41be17ada1f7658b640025f6bd3f32539fc5b0c700cbf6297de0"),
        .init(
            name: "erfc", function: CorrectlyRounded.erfc,
            digest: "9bdacb9bead1eeee203740a8d6ca402fc4f0e9e111f2ff752dad961ae166fb5c"),
        .init(
            name: "exp", function: CorrectlyRounded.exp,
            digest: "10a8a5ff4e11acc39a84fc1b3bb0c6a42cf56fe66d31ebf99051616835fca064"),
        .init(
            name: "exp2", function: CorrectlyRounded.exp2,
            digest: "61b32d6856603d9c17355fd0ec5f153762e0b446efbbe694c9602dc55401c914"),
        .init(
            name: "expm1", function: CorrectlyRounded.expm1,
            digest: "24f9c466d087e90e9770358fe4a342033a64ac5b3f07f7f6f6df8e272c9619b8"),
        .init(
            name: "lgamma", function: CorrectlyRounded.lgamma,
            digest: "e733f1dd4d91f2a623d81489dceda9d4ece78d8ac306bfef5f650bec42514399"),
        .init(
            name: "log", function: CorrectlyRounded.log,
            digest: "05ee9faed346108d06e288fa57ff25913a53547885d601df69f30652d8167caf"),
        .init(
            name: "log10", function: CorrectlyRounded.log10,
            digest: "4856190f7792b624d992bafec668c7fd53c6e9bd02c31c2876402f2cbeee723c"),
        .init(
            name: "log1p", function: CorrectlyRounded.log1p,
            digest: "236baf46f957c63502fed38593d9fc28a17f7b4a4113bb6cabb7379d482546ca"),
        .init(
            name: "log2", function: CorrectlyRounded.log2,
            digest: "4712af9091e515e0db1cc0c0e73856e4d8030be574b7e20b88150309948977b9"),
        .init(
            name: "rsqrt", function: CorrectlyRounded.rsqrt,
            digest: "1ea9f812766ee0ecf4b5f0170760741d3a5992efdd4ace41f954db875a71ad7d"),
        .init(
            name: "sigmoid", function: CorrectlyRounded.sigmoid,
            digest: "c3e216396843de161993e3382efae4f880ec8947d390896484a98310bebbeeed"),
        .init(
            name: "sin", function: CorrectlyRounded.sin,
            digest: "8b517b29f560f8d4919eef3c0a4463117090c73f4763d4dc77ce7c1ebe83880b"),
        .init(
            name: "sinh", function: CorrectlyRounded.sinh,
            digest: "edd95a9dd1b14cf3947cdbadfad1a2667c91bcbf30b691533d61ea80d3023429"),
        .init(
            name: "sqrt", function: CorrectlyRounded.sqrt,
            digest: "76f7d3482be65da3c1b79811755ac7f675457667475c0a45c56659bf82bd6917"),
        .init(
            name: "tan", function: CorrectlyRounded.tan,
            digest: "ee291534875ef7b4898c5f2953312c022240b9eb338253e956e624e065637b16"),
        .init(
            name: "tanh", function: CorrectlyRounded.tanh,
            digest: "38075c3c3e09b2401459fd972d88e968c327551c6c1528ab569bc091a36238a7"),
    ]
}
