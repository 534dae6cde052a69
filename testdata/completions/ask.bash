# What bash offers at the end of a line: bash ask.bash SCRIPT LINE, a candidate a line.
source "$1"

# The words, as readline parts them: `=` is one of its own.
read -ra COMP_WORDS <<<"${2//=/ = }"
COMP_LINE=$2 COMP_POINT=${#2}
[[ $2 == *[\ =] ]] && COMP_WORDS+=('')
[[ $2 == *= ]] && unset 'COMP_WORDS[-1]'
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
current=${COMP_WORDS[COMP_CWORD]}
[[ $current == = ]] && current=

# Outside of readline there is no `compopt`.
compopt() { :; }
[[ $(complete -p isfix) =~ -F\ ([^ ]+) ]]
"${BASH_REMATCH[1]}" isfix "$current" "${COMP_WORDS[COMP_CWORD - 1]}"
# Where nothing is offered, `-o default` has readline complete names of files.
[[ $(complete -p isfix) == *"-o default"* && ${#COMPREPLY[@]} -eq 0 ]] &&
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
((${#COMPREPLY[@]})) && printf '%s\n' "${COMPREPLY[@]}"
exit 0
