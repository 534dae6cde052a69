# What zsh offers at the end of a line: zsh -f ask.zsh SCRIPT LINE, a candidate a line. Completion works in
# an interactive zsh alone, so one is run in a pseudo-terminal; it sources this file with one word, SCRIPT,
# and prints what it would offer.

if (( $# == 2 )); then
    zmodload zsh/zpty
    zpty inner zsh -f -i
    zpty -w inner "source ${(q)0} ${(q)1}"
    zpty -r -m inner text '*<<ready>>*'
    zpty -w -n inner $2$'\t'
    text=
    while zpty -r inner line; do text+=$line; done
    for line in ${(f)text}; do
        [[ $line == *'<<+'*'>>'* ]] && print -r -- ${${line##*'<<+'}%'>>'*}
    done | sort -u
    exit
fi

PROMPT= RPROMPT=
setopt no_auto_list no_auto_menu no_beep
autoload -Uz compinit
compinit -u -D
source $1
comppostfuncs=(exit)
compadd() {
    # What is asked for on another's behalf is not offered yet.
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
        local -a candidates
        builtin compadd -O candidates "$@"
        local candidate lead=$IPREFIX
        (( $@[(I)-P] )) && lead+=${@[$@[(I)-P]+1]}
        for candidate in $candidates; do print -r -- "<<+$lead$candidate>>"; done
    fi
    builtin compadd "$@"
}
bindkey '^I' complete-word
print -r -- '<<ready>>'
