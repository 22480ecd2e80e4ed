/// The words that short forms write for attributes: `dims = [0]` for `broadcast_dimensions = array<i64: 0>`.
enum SyntaxForms {
    /// How the value of a word is spelled.
    enum Kind: Equatable {
        /// `[0, 1]` for `array<i64: 0, 1>`.
        case integers
        /// `0` for `0 : i64`.
        case integer
        /// A word of one of StableHLO's enumerations.
        case keyword(String)
        /// A number, text or truth value without its type.
        case bare
        /// `[DEFAULT, HIGH]` of an enumeration.
        case keywords(String)
        /// `e5m10`.
        case format
    }

    struct Word: Equatable {
        var word: String
        var attribute: String
        var kind: Kind
    }

    /// The words of an operation's short form, in the order in which they are printed.
    static func words(_ operation: String) -> [Word] {
        switch operation {
        case "stablehlo.broadcast_in_dim", "stablehlo.dynamic_broadcast_in_dim":
            [Word(word: "dims", attribute: "broadcast_dimensions", kind: .integers)]
        case "stablehlo.broadcast": [Word(word: "sizes", attribute: "broadcast_sizes", kind: .integers)]
        case "stablehlo.transpose": [Word(word: "dims", attribute: "permutation", kind: .integers)]
        case "stablehlo.reverse": [Word(word: "dims", attribute: "dimensions", kind: .integers)]
        case "stablehlo.concatenate", "stablehlo.get_dimension_size", "stablehlo.set_dimension_size":
            [Word(word: "dim", attribute: "dimension", kind: .integer)]
        case "stablehlo.iota", "stablehlo.dynamic_iota":
            [Word(word: "dim", attribute: "iota_dimension", kind: .integer)]
        case "stablehlo.pad":
            [
                Word(word: "low", attribute: "edge_padding_low", kind: .integers),
                Word(word: "high", attribute: "edge_padding_high", kind: .integers),
                Word(word: "interior", attribute: "interior_padding", kind: .integers),
            ]
        case "stablehlo.dynamic_slice": [Word(word: "sizes", attribute: "slice_sizes", kind: .integers)]
        case "stablehlo.cholesky": [Word(word: "lower", attribute: "lower", kind: .bare)]
        case "stablehlo.reduce_precision": [Word(word: "format", attribute: "", kind: .format)]
        case "stablehlo.fft":
            [
                Word(word: "type", attribute: "fft_type", kind: .keyword("fft_type")),
                Word(word: "length", attribute: "fft_length", kind: .integers),
            ]
        case "stablehlo.rng":
            [Word(word: "distribution", attribute: "rng_distribution", kind: .keyword("rng_distribution"))]
        case "stablehlo.rng_bit_generator":
            [Word(word: "algorithm", attribute: "rng_algorithm", kind: .keyword("rng_algorithm"))]
        case "stablehlo.dot": [Word(word: "precision", attribute: "precision_config", kind: .keywords("precision"))]
        case "interpreter.probe", "check.expect_serialized_eq":
            [
                Word(word: "probe_id", attribute: "probe_id", kind: .bare),
                Word(word: "iter", attribute: "iter", kind: .bare),
            ]
        case "check.expect_almost_eq": [Word(word: "tolerance", attribute: "tolerance", kind: .bare)]
        case "check.expect_close":
            [
                Word(word: "max_ulp_difference", attribute: "max_ulp_difference", kind: .bare),
                Word(word: "min_ulp_difference", attribute: "min_ulp_difference", kind: .bare),
            ]
        default: []
        }
    }

    /// Operations whose short form is values, words, attributes and types.
    static func isPlain(_ operation: String) -> Bool {
        if !words(operation).isEmpty { return true }
        if operation.hasPrefix("chlo.") { return plainCHLO.contains(operation) }
        return plain.contains(operation)
    }

    private static let plain: Set<String> = Set(
        [
            "abs", "add", "after_all", "and", "atan2", "bitcast_convert", "cbrt", "ceil", "clamp", "complex", "convert",
            "cosine", "count_leading_zeros", "create_token", "divide", "dynamic_pad", "dynamic_reshape",
            "dynamic_update_slice", "exponential", "exponential_minus_one", "floor", "imag", "is_finite", "log",
            "log_plus_one", "logistic", "maximum", "minimum", "multiply", "negate", "not", "optimization_barrier", "or",
            "partition_id", "popcnt", "power", "real", "real_dynamic_slice", "remainder", "replica_id", "reshape",
            "round_nearest_afz", "round_nearest_even", "rsqrt", "select", "shift_left", "shift_right_arithmetic",
            "shift_right_logical", "sign", "sine", "sqrt", "subtract", "tan", "tanh", "tuple", "uniform_dequantize",
            "uniform_quantize", "xor",
        ].map { "stablehlo." + $0 } + ["check.expect_eq", "interpreter.print"])

    private static let plainCHLO: Set<String> = Set(
        [
            "acos", "acosh", "asin", "asin_acos_kernel", "asinh", "atan", "atanh", "bessel_i1e", "conj", "cosh",
            "digamma", "erf", "erf_inv", "erfc", "is_inf", "is_neg_inf", "is_pos_inf", "lgamma", "next_after",
            "polygamma", "sinh", "square", "tan", "zeta",
        ].map { "chlo." + $0 })
}
